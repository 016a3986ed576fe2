"""A generator left early is cleaned up by `aclose`."""

import asyncio
from itertools import count


async def main():
    cakes = bake()
    async for cake in cakes:
        print(f"main: eats cake {cake}")
        if cake == 2:
            break
    print("main: full")
    await cakes.aclose()
    print("main: goes on")


async def bake():
    try:
        for cake in count(1):
            await asyncio.sleep(0.1)
            yield cake
    finally:
        print("oven: off")
        await asyncio.sleep(0.2)
        print("oven: cold")


asyncio.run(main())
