"""With no `await` in between, no update is lost."""

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
    await asyncio.sleep(millis / 1000)
    count = COUNT
    print(f"reads {count}")
    COUNT = count + 1
    print(f"writes {count + 1}")


asyncio.run(main())
