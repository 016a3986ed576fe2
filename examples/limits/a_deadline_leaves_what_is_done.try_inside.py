"""The list is inside what the deadline ends."""

import asyncio


async def main():
    fetches = [
        fetch("a", 100),
        fetch("b", 200),
        fetch("c", 600),
    ]
    tasks = [asyncio.create_task(it) for it in fetches]
    whole = asyncio.gather(*tasks)
    names = await asyncio.wait_for(whole, 0.4)
    names = " ".join(names)
    print(f"done: [{names}]")


async def fetch(name, millis):
    await asyncio.sleep(millis / 1000)
    print(f"{name} is there")
    return name


asyncio.run(main())
