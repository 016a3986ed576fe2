"""`gather` makes a task of each coroutine and waits for all."""

import asyncio


async def main():
    print(await asyncio.gather(fetch("a", 0.1), fetch("b", delay=0.2)))


async def fetch(name, delay=1, *, retries=3):
    await asyncio.sleep(delay)
    return name


asyncio.run(main())
