"""Awaiting in turn holds up one function, not the rest."""

import asyncio


async def main():
    ticker = asyncio.create_task(tick())
    await fetch("first")
    await fetch("second")
    await ticker


async def tick():
    for n in range(1, 3):
        await asyncio.sleep(0.2)
        print(f"tick {n}")


async def fetch(name):
    await asyncio.sleep(0.3)
    print(f"{name} done")


asyncio.run(main())
