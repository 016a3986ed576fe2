"""While a page is saved, the tasks go on fetching."""

import asyncio

LIMIT = asyncio.Semaphore(2)


async def main():
    delays = [("a", 200), ("b", 100), ("c", 200)]
    fetches = [fetch(name, ms) for name, ms in delays]
    tasks = [asyncio.create_task(it) for it in fetches]
    for task in tasks:
        await save(await task)


async def fetch(name, millis):
    async with LIMIT:
        await asyncio.sleep(millis / 1000)
        print(f"{name} is there")
        return name


async def save(name):
    await asyncio.sleep(0.4)
    print(f"{name} is saved")


asyncio.run(main())
