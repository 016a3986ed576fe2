"""Each blocking job has a thread of the pool."""

import asyncio
import time

JOBS = 2


async def main():
    start = time.perf_counter()
    jobs = [asyncio.create_task(job()) for _ in range(JOBS)]
    for each in jobs:
        await each
    seconds = time.perf_counter() - start
    print(f"{JOBS} jobs: {seconds:.1f} s")


async def job():
    await asyncio.to_thread(call)


def call():
    time.sleep(0.2)


asyncio.run(main())
