"""A task starts at the next pause, awaited or not."""

import asyncio


async def main():
    task: asyncio.Task[int] = asyncio.create_task(child())
    print("main: spawned")
    await asyncio.sleep(0.1)
    print("main: rested")
    print(f"main: got {await task}")


async def child():
    print("child: runs")
    return 7


asyncio.run(main())
