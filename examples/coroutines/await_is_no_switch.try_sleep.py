"""An `await` that must wait lets the others run."""

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
    await asyncio.sleep(0.2)  # New


async def other():
    print("other: at last")


asyncio.run(main())
