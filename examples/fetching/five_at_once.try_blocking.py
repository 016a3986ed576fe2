"""A client that blocks makes the fetches take turns."""

import asyncio
import os
import sys
import time
from urllib.request import urlopen

from aiohttp import ClientSession, ClientTimeout

PATHS = [
    "tea?delay=190",
    "cake?delay=590",
    "jam?delay=290",
    "milk?delay=490",
    "plum?delay=390",
]
SERVER = os.environ.get("HTTP_SERVER") or sys.exit(
    "start a server: cargo run -p loopback"
)


async def main():
    limit = ClientTimeout(total=None)
    async with ClientSession(timeout=limit) as client:
        start = time.perf_counter()
        fetches = [fetch(client, path) for path in PATHS]
        pages = await asyncio.gather(*fetches)
    print(" ".join(pages))
    seconds = time.perf_counter() - start
    print(f"{seconds:.1f} s")


async def fetch(client, path):
    with urlopen(f"{SERVER}/{path}") as answer:
        page = answer.read().decode()
    print(page)
    return page


asyncio.run(main())
