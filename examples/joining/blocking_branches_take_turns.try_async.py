"""Naps that await can share one thread."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    await asyncio.gather(nap("a", 100), nap("b", 200))
    seconds = time.perf_counter() - start
    print(f"{seconds:.1f} s")


async def nap(name, millis):
    print(f"{name} lies down")
    await asyncio.sleep(millis / 1000)
    print(f"{name} gets up")


asyncio.run(main())
