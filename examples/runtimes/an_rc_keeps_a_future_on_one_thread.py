"""A loop has one thread, so any coroutine will do."""

import asyncio


async def main():
    await start(greet())


def start(coroutine):
    return asyncio.create_task(coroutine)


async def greet():
    name = "ann"
    print(f"greet: {name}")
    await asyncio.sleep(0)
    print("greet: end")


asyncio.run(main())
