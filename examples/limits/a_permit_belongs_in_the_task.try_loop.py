"""The loop asks for permits, and returns them at once."""

import asyncio

LIMIT = asyncio.Semaphore(2)
OPEN = 0


async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(1, 5):
            async with LIMIT:
                group.create_task(fetch(n))
        others = len(asyncio.all_tasks()) - 1  # Not main.
        print(f"main: {others} tasks")


async def fetch(n):
    await server(n)


async def server(n):
    global OPEN
    OPEN += 1
    print(f"fetch {n}: {OPEN} open")
    await asyncio.sleep(n / 10)
    OPEN -= 1


asyncio.run(main())
