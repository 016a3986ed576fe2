"""An `await` in between loses an update, on one thread."""

import asyncio

COUNT = 0


async def main():
    first = asyncio.create_task(add_one())
    second = asyncio.create_task(add_one())
    await first
    await second
    print(f"count: {COUNT}")


async def add_one():
    global COUNT
    count = COUNT
    await asyncio.sleep(0.1)
    COUNT = count + 1


asyncio.run(main())
