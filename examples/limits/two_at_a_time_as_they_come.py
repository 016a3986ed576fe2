"""Two at a time, and each result as soon as it is there."""

import asyncio
import time

LIMIT = asyncio.Semaphore(2)


async def main():
    start = time.perf_counter()
    delays = [("a", 600), ("b", 100), ("c", 200)]
    fetches = [fetch(name, ms) for name, ms in delays]
    tasks = [asyncio.create_task(it) for it in fetches]
    for first in asyncio.as_completed(tasks):
        name = await first
        seconds = time.perf_counter() - start
        print(f"{name} at {seconds:.1f} s")


async def fetch(name, millis):
    async with LIMIT:
        await asyncio.sleep(millis / 1000)
        return name


asyncio.run(main())
