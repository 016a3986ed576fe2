"""A task keeps alive what it uses."""

import asyncio


async def main():
    name = "ann"

    async def greet():
        print(f"task: {name}")

    task = asyncio.create_task(greet())
    await task


asyncio.run(main())
