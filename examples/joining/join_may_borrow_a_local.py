"""A coroutine may use a local of the function around it."""

import asyncio


async def main():
    order = ["tea", "cake"]

    async def count():
        await asyncio.sleep(0.1)
        return len(order)

    async def first():
        await asyncio.sleep(0.2)
        return order[0]

    count, first = await asyncio.gather(count(), first())
    print(f"{count} dishes, {first} first")
    print(f"main still has {' and '.join(order)}")


asyncio.run(main())
