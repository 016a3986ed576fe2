"""The loop asks for permits, the tasks return them."""

import asyncio

LIMIT = asyncio.Semaphore(2)
OPEN = 0


async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(1, 5):
            await LIMIT.acquire()
            group.create_task(fetch(n))
        others = len(asyncio.all_tasks()) - 1  # Not main.
        print(f"main: {others} tasks")


async def fetch(n):
    try:
        await server(n)
    finally:
        LIMIT.release()


async def server(n):
    global OPEN
    OPEN += 1
    print(f"fetch {n}: {OPEN} open")
    await asyncio.sleep(n / 10)
    OPEN -= 1


asyncio.run(main())
