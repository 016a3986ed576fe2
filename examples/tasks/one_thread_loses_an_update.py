"""An `await` in between loses an update, on one thread."""

import asyncio

COUNT = 0


async def main():
    first = asyncio.create_task(add_one(100))
    second = asyncio.create_task(add_one(200))
    await first
    await second
    print(f"count: {COUNT}")


async def add_one(millis):
    global COUNT
    count = COUNT
    print(f"reads {count}")
    await asyncio.sleep(millis / 1000)
    COUNT = count + 1
    print(f"writes {count + 1}")


asyncio.run(main())
