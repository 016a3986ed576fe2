"""`gather` raises the first error; the rest runs on."""

import asyncio


async def main():
    slow = fetch("slow", 200)
    bad = fetch("bad", 100)
    try:
        await asyncio.gather(slow, bad)
    except Exception as error:
        print(f"main: {error!r}")
    await asyncio.sleep(0.3)


async def fetch(name, millis):
    try:
        await asyncio.sleep(millis / 1000)
        if name.startswith("bad"):
            print(f"{name}: fails")
            raise ValueError(f"{name} failed")
        print(f"{name}: done")
    finally:
        print(f"{name}: closed")


asyncio.run(main())
