"""All tasks are created before the first is awaited."""

import asyncio

TASKS = 10


async def main():
    total = await add_up()
    print(f"total {total}")


async def add_up():
    total = 0
    numbers = range(1, TASKS + 1)
    tasks = [asyncio.create_task(give(n)) for n in numbers]
    for task in tasks:
        total += await task
    return total


async def give(number):
    return number


asyncio.run(main())
