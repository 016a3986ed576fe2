"""Leaving the block waits for the tasks of the group."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        group.create_task(step("near", 100))
        group.create_task(step("far", 300))
        await asyncio.sleep(0.2)
    seconds = time.perf_counter() - start
    print(f"main: past the block at {seconds:.1f} s")
    await asyncio.sleep(0.3)
    print("main: ends")


async def step(name, millis):
    await asyncio.sleep(millis / 1000)
    print(f"{name}: done")


asyncio.run(main())
