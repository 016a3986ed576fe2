"""`sum` keeps the GIL until it is done."""

import asyncio
import time
from concurrent import futures


async def main():
    with futures.ThreadPoolExecutor(max_workers=2) as pool:
        print(f"threads at once: {await paired(pool)}")

    with futures.ProcessPoolExecutor(max_workers=2) as pool:
        print(f"processes at once: {await paired(pool)}")


async def paired(pool):
    numbers = range(30_000_000)
    loop = asyncio.get_running_loop()
    a = loop.run_in_executor(pool, add, numbers)
    b = loop.run_in_executor(pool, add, numbers)
    (a, took), (b, _) = await asyncio.gather(a, b)
    return abs(a - b) < took / 2


def add(numbers):
    start, cpu = time.monotonic(), time.thread_time()
    sum(numbers)
    return start, time.thread_time() - cpu


if __name__ == "__main__":
    asyncio.run(main())
