"""A generator that is thrown away is closed later."""

import asyncio
from itertools import count


async def main():
    cakes = bake()
    async for cake in cakes:
        print(f"main: eats cake {cake}")
        if cake == 2:
            break
    print("main: full")
    del cakes
    print("main: goes on")
    await asyncio.sleep(0.3)


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
