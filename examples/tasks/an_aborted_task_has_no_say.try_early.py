"""A task cancelled before its first turn never runs."""

import asyncio


async def main():
    task = asyncio.create_task(stubborn())
    task.cancel()
    print("main: cancels")
    try:
        await task
        print("main: it survived")
    except asyncio.CancelledError:
        print("main: it is gone")


async def stubborn():
    print("task: works")
    try:
        await asyncio.sleep(0.3)
    except asyncio.CancelledError:
        print("task: caught it")  # Then no `raise`.
    await asyncio.sleep(0.2)
    print("task: done")


asyncio.run(main())
