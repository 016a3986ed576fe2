"""With no `await` in between, no update is lost."""

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
    await asyncio.sleep(0.1)
    count = COUNT
    COUNT = count + 1


asyncio.run(main())
