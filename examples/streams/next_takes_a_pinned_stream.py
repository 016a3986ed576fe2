"""`async for` takes an async generator as it is."""

import asyncio


async def main():
    await eat(bake())


async def eat(cakes):
    async for cake in cakes:
        print(f"eat: cake {cake}")


async def bake():
    yield 1
    yield 2


asyncio.run(main())
