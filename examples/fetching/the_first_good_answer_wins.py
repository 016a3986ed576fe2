"""A mirror that a thread is asking cannot be dropped."""

import asyncio
import os
import sys
from urllib.error import HTTPError
from urllib.request import urlopen

MIRRORS = [
    "bad?status=503",
    "near?delay=200",
    "far?delay=500",
]
SERVER = os.environ.get("HTTP_SERVER") or sys.exit(
    "start a server: cargo run -p loopback"
)


async def main():
    race = [asyncio.to_thread(fetch, it) for it in MIRRORS]
    race = [asyncio.create_task(thread) for thread in race]
    for answer in asyncio.as_completed(race):
        try:
            page = await answer
            break
        except HTTPError:
            pass
    print(f"main: {page} won")
    for task in race:
        task.cancel()
    await asyncio.sleep(0.4)
    seen = await asyncio.to_thread(fetch, "seen")
    print("server:", seen.splitlines()[-1])


def fetch(path):
    with urlopen(f"{SERVER}/{path}") as answer:
        return answer.read().decode()


asyncio.run(main())
