"""An `await` that need not wait lets nobody else run."""

import asyncio


async def main():
    task = asyncio.create_task(other())
    for number in range(1, 4):
        await step(number)
    print("main: going to sleep")
    await asyncio.sleep(0.1)
    await task


async def step(number):
    print(f"step: {number}")


async def other():
    print("other: at last")


asyncio.run(main())
