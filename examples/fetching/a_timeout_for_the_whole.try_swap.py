"""A timeout in asyncio is for the whole answer."""

import asyncio
import os
import sys
import time
from urllib.request import urlopen

SERVER = os.environ.get("HTTP_SERVER") or sys.exit(
    "start a server: cargo run -p loopback"
)


async def main():
    for path in ["milk?hang", "cake?chunks=4&pause=290"]:
        start = time.perf_counter()
        try:
            thread = asyncio.to_thread(fetch, path)
            lines = await asyncio.wait_for(thread, 0.5)
            outcome = f"{lines} lines"
        except TimeoutError:
            outcome = "timeout"
        seconds = time.perf_counter() - start
        print(f"{path}: {outcome}, {seconds:.1f} s")


def fetch(path):
    url = f"{SERVER}/{path}"
    with urlopen(url, timeout=2) as answer:
        return len(answer.readlines())


asyncio.run(main())
