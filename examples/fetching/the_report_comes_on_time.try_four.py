"""Four at a time: nothing is late."""

import asyncio
import os
import sys
from urllib.request import urlopen

PATHS = [
    "milk?delay=400",
    "pie?status=404",
    "jam?hang",
    "pear?delay=490",
]
SERVER = os.environ.get("HTTP_SERVER") or sys.exit(
    "start a server: cargo run -p loopback"
)


async def main():
    limit = asyncio.Semaphore(4)
    fetches = [fetch(limit, path) for path in PATHS]
    tasks = [asyncio.create_task(it) for it in fetches]
    await asyncio.wait(tasks, timeout=0.75)
    for path, task in zip(PATHS, tasks, strict=True):
        it = task.result() if task.done() else "late"
        print(f"{path}: {it}")


async def fetch(limit, path):
    async with limit:
        return await asyncio.to_thread(outcome, path)


def outcome(path):
    try:
        url = f"{SERVER}/{path}"
        return urlopen(url, timeout=0.6).status
    except OSError as error:  # A 404 has a code.
        return getattr(error, "code", "no answer")


asyncio.run(main())
