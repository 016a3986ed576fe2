"""Starting and awaiting tasks in turn is sequential."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    total = 0
    for n in [1, 2, 3]:
        task = asyncio.create_task(get(n))
        total += await task
    seconds = time.perf_counter() - start
    print(f"total {total} after {seconds:.1f} s")


async def get(n):
    await asyncio.sleep(n / 10)
    return n


asyncio.run(main())
