"""Wrapped once more, it still counts from its `await`."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    first = nap(200)
    second = nap(300)
    await first
    await second
    print(f"{time.perf_counter() - start:.1f} s")


async def nap(millis):
    await asyncio.sleep(millis / 1000)


asyncio.run(main())
