"""A task can finish without running what it returned."""

import asyncio


async def main():
    task = asyncio.create_task(start())
    await task
    print("main: the task finished well")


async def start():
    return save("draft")


async def save(name):
    print(f"save: {name} is safe")


asyncio.run(main())
