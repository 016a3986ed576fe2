"""`as_completed` hands out whichever is done first."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    delays = [("a", 300), ("b", 100), ("c", 200)]
    tasks = []
    for name, millis in delays:
        task = asyncio.create_task(fetch(name, millis))
        tasks.append(task)
    for first in asyncio.as_completed(tasks):
        name = await first
        seconds = time.perf_counter() - start
        print(f"{name} at {seconds:.1f} s")


async def fetch(name, millis):
    await asyncio.sleep(millis / 1000)
    return name


asyncio.run(main())
