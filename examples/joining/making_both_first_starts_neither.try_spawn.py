"""Tasks made first are under way when they are awaited."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    hello = asyncio.create_task(say_after(100, "hello"))
    world = asyncio.create_task(say_after(200, "world"))
    await hello
    await world
    seconds = time.perf_counter() - start
    print(f"{seconds:.1f} s")


async def say_after(millis, word):
    await asyncio.sleep(millis / 1000)
    print(word)


asyncio.run(main())
