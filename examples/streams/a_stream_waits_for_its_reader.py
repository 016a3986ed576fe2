"""An async generator makes its next item when asked."""

import asyncio


async def main():
    cakes = bake()
    print("main: nothing is baked yet")
    async for cake in cakes:
        print(f"main: eats cake {cake}")
        await asyncio.sleep(0.2)
        print("main: has room for more")


async def bake():
    for cake in range(1, 3):
        print(f"bake: begins cake {cake}")
        await asyncio.sleep(0.1)
        yield cake


asyncio.run(main())
