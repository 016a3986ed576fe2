"""`gather` makes a task of each coroutine."""

import asyncio
import time

SLEEPERS = 5


async def main():
    start = time.perf_counter()
    naps = [nap() for _ in range(SLEEPERS)]
    await asyncio.gather(*naps)
    seconds = time.perf_counter() - start
    print(f"{SLEEPERS} naps: {seconds:.1f} s")


async def nap():
    await asyncio.sleep(1)


asyncio.run(main())
