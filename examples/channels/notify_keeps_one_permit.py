"""`set` lets everybody in who comes."""

import asyncio


async def main():
    door = asyncio.Event()
    door.set()
    for name in ["ann", "bob"]:
        try:
            await asyncio.wait_for(door.wait(), 0.1)
            print(f"{name} is in")
        except TimeoutError:
            print(f"{name} gives up")


asyncio.run(main())
