"""`asyncio.wait` leaves the task that loses running."""

import asyncio


async def main():
    near = asyncio.create_task(fetch("near", 100))
    far = asyncio.create_task(fetch("far", 300))
    done, pending = await asyncio.wait(
        [near, far], return_when=asyncio.FIRST_COMPLETED
    )
    print(f"main: {done.pop().result()} won")
    await asyncio.sleep(0.4)
    print("main: ends")


async def fetch(name, millis):
    try:
        await asyncio.sleep(millis / 1000)
        print(f"{name}: done")
        return name
    finally:
        print(f"{name}: closed")


asyncio.run(main())
