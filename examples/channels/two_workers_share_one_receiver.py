"""Two workers share one queue."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    jobs = asyncio.Queue(maxsize=10)
    async with asyncio.TaskGroup() as workers:
        for name in ["ann", "bob"]:
            workers.create_task(work(name, jobs))
        for job in [400, 100, 200]:
            await jobs.put(job)
        for _ in ["ann", "bob"]:
            await jobs.put(None)  # No more jobs.
    print(f"{time.perf_counter() - start:.1f} s")


async def work(name, jobs):
    while True:
        job = await jobs.get()
        if job is None:
            break
        print(f"{name} takes {job}")
        await asyncio.sleep(job / 1000)


asyncio.run(main())
