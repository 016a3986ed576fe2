"""A task that is awaited, and one that nobody waits for."""

import asyncio


class Shop:
    async def sell(self, what, to):
        await asyncio.sleep(0.1)
        print(f"sold {what} to {to}")


async def main():
    background = asyncio.create_task(asyncio.sleep(60))
    sale = asyncio.create_task(Shop().sell("tea", to="ann"))
    await sale
    print(background.done(), background.get_name())


asyncio.run(main())
