"""A timeout of `urlopen` is for each wait."""

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
            lines = await asyncio.to_thread(fetch, path)
            outcome = f"{lines} lines"
        except TimeoutError:
            outcome = "timeout"
        seconds = time.perf_counter() - start
        print(f"{path}: {outcome}, {seconds:.1f} s")


def fetch(path):
    url = f"{SERVER}/{path}"
    with urlopen(url, timeout=0.5) as answer:
        return len(answer.readlines())


asyncio.run(main())
