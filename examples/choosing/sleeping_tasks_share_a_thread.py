"""However many tasks sleep, one thread is enough."""

import asyncio
import time

SLEEPERS = 5


async def main():
    start = time.perf_counter()
    naps = [nap() for _ in range(SLEEPERS)]
    tasks = [asyncio.create_task(nap) for nap in naps]
    for task in tasks:
        await task
    seconds = time.perf_counter() - start
    print(f"{SLEEPERS} naps: {seconds:.1f} s")


async def nap():
    await asyncio.sleep(1)


asyncio.run(main())
