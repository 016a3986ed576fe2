"""`gather` starts when called, `join_all` when awaited."""

import asyncio


async def main():
    delays = [("a", 400), ("b", 200), ("c", 300)]
    fetches = []
    for name, millis in delays:
        fetches.append(fetch(name, millis))
        print(f"{name} is in the list")
    joined = asyncio.gather(*fetches)
    await asyncio.sleep(0.1)
    print("waited")
    names = await joined
    print(" ".join(names))


async def fetch(name, millis):
    print(f"{name} starts")
    await asyncio.sleep(millis / 1000)
    print(f"{name} ends")
    return name


asyncio.run(main())
