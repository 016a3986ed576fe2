"""Awaits in turn: one task, one wait after the other."""

import asyncio


async def main():
    print(await fetch("a", 0.1))
    print(await fetch("b", 0.2))


async def fetch(name, delay):
    await asyncio.sleep(delay)
    return name


asyncio.run(main())
