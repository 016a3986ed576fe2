"""Joined, they take as long as the longer of the two."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    await asyncio.gather(
        say_after(100, "hello"),
        say_after(200, "world"),
    )
    seconds = time.perf_counter() - start
    print(f"{seconds:.1f} s")


async def say_after(millis, word):
    await asyncio.sleep(millis / 1000)
    print(word)


asyncio.run(main())
