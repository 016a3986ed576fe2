"""The second `await` belongs inside `start`."""

import asyncio


async def main():
    task = asyncio.create_task(start())
    await task
    print("main: the task finished well")


async def start():
    return await save("draft")


async def save(name):
    print(f"save: {name} is safe")


asyncio.run(main())
