"""An await needs no task."""

import asyncio

TASKS = 10


async def main():
    total = await add_up()
    print(f"total {total}")


async def add_up():
    total = 0
    for number in range(1, TASKS + 1):
        total += await give(number)
    return total


async def give(number):
    return number


asyncio.run(main())
