"""A queue in memory is gone when its program is."""

import asyncio
import os


async def main():
    jobs = asyncio.Queue(maxsize=10)
    async with asyncio.TaskGroup() as workers:
        for millis in [200, 500]:
            workers.create_task(work(millis, jobs))
        for to in ["ann", "bob", "cid", "dan", "eve"]:
            await jobs.put(to)
            print(f"{to}: accepted", flush=True)
        await asyncio.sleep(0.3)
        os._exit(9)  # As `kill -9` would.


async def work(millis, jobs):
    while True:
        to = await jobs.get()
        if to is None:
            break
        await asyncio.sleep(millis / 1000)
        print(f"{to}: sent", flush=True)


asyncio.run(main())
