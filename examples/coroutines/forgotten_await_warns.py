"""A lost `await` brings a warning at run time."""

import asyncio


async def main():
    print("main: saving")
    save("draft")
    print("main: saved, or so it seems")


async def save(name):
    print(f"save: {name} is safe")


asyncio.run(main())
