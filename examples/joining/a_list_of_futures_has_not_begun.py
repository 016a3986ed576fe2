"""What is put into a list has not begun."""

import asyncio


async def main():
    delays = [("a", 400), ("b", 200), ("c", 300)]
    fetches = []
    for name, millis in delays:
        fetches.append(fetch(name, millis))
        print(f"{name} is in the list")
    joined = asyncio.gather(*fetches)
    names = await joined
    print(" ".join(names))


async def fetch(name, millis):
    print(f"{name} starts")
    await asyncio.sleep(millis / 1000)
    print(f"{name} ends")
    return name


asyncio.run(main())
