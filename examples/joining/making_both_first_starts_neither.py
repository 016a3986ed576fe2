"""Made first and awaited in turn, they run in turn."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    hello = say_after(100, "hello")
    world = say_after(200, "world")
    await hello
    await world
    seconds = time.perf_counter() - start
    print(f"{seconds:.1f} s")


async def say_after(millis, word):
    await asyncio.sleep(millis / 1000)
    print(word)


asyncio.run(main())
