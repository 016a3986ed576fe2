"""A lazy sequence starts a task when the loop asks."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    total = 0
    tasks = (asyncio.create_task(get(n)) for n in [1, 2, 3])
    for task in tasks:
        total += await task
    seconds = time.perf_counter() - start
    print(f"total {total} after {seconds:.1f} s")


async def get(n):
    await asyncio.sleep(n / 10)
    return n


asyncio.run(main())
