"""A pause that blocks the thread gives no task a turn."""

import asyncio
import time


async def main():
    task: asyncio.Task[int] = asyncio.create_task(child())
    print("main: spawned")
    time.sleep(0.1)  # Blocks.
    print("main: rested")
    print(f"main: got {await task}")


async def child():
    print("child: runs")
    return 7


asyncio.run(main())
