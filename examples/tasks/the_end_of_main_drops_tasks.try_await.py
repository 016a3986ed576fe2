"""A task that is awaited gets to its end."""

import asyncio


async def main():
    task = asyncio.create_task(backup())
    await task
    await asyncio.sleep(0.1)
    print("main: ends")


async def backup():
    try:
        print("backup: starts")
        await asyncio.sleep(0.3)
        print("backup: done")
    finally:
        print("backup: cleans up")
        await asyncio.sleep(0.1)
        print("backup: is clean")


asyncio.run(main())
