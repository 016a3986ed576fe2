"""A program that ends in peace empties its queue first."""

import asyncio


async def main():
    jobs = asyncio.Queue(maxsize=10)
    async with asyncio.TaskGroup() as workers:
        for millis in [200, 500]:
            workers.create_task(work(millis, jobs))
        for to in ["ann", "bob", "cid", "dan", "eve"]:
            await jobs.put(to)
            print(f"{to}: accepted", flush=True)
        for _ in [200, 500]:
            await jobs.put(None)  # New: no more jobs.


async def work(millis, jobs):
    while True:
        to = await jobs.get()
        if to is None:
            break
        await asyncio.sleep(millis / 1000)
        print(f"{to}: sent", flush=True)


asyncio.run(main())
