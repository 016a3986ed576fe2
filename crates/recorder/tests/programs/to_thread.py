"""A blocking call on a thread, and one that blocks the loop."""

import asyncio
import time


async def main():
    ticker = asyncio.create_task(tick())
    print(await asyncio.to_thread(slow, "a"))
    await ticker
    time.sleep(0.1)


def slow(name):
    time.sleep(0.2)
    return name


async def tick():
    await asyncio.sleep(0.1)
    print("tick")


asyncio.run(main())
