"""An exception in a generator reaches the reader."""

import asyncio


async def main():
    try:
        print(f"main: {await total()} in all")
    except ValueError as error:
        print(f"main: {error}")


async def total():
    total = 0
    async for price in prices():
        print(f"total: adds {price}")
        total += price
    return total


async def prices():
    for text in ["4", "2", "x", "3"]:
        await asyncio.sleep(0.1)
        if not text.isdecimal():
            raise ValueError("no price")
        yield int(text)


asyncio.run(main())
