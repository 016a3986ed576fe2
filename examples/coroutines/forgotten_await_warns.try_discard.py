"""A coroutine in `_` gets its warning when `_` goes."""

import asyncio


async def main():
    print("main: saving")
    _ = save("draft")
    print("main: saved, or so it seems")


async def save(name):
    print(f"save: {name} is safe")


asyncio.run(main())
