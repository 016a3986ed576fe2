"""An `await` can pause a function and keep its locals."""

import asyncio


async def main():
    task = asyncio.create_task(add_up())
    await asyncio.sleep(0.1)
    print("main: add_up is paused")
    await asyncio.sleep(0.2)
    print("main: add_up is paused again")
    total = await task
    print(f"main: it returned {total}")


async def add_up():
    total = 0
    for number in range(1, 4):
        total += number
        print(f"add_up: total is {total}")
        await asyncio.sleep(0.2)
    return total


asyncio.run(main())
