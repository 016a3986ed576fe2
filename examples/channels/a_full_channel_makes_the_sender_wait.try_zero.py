"""A size of 0 is no limit."""

import asyncio


async def main():
    queue = asyncio.Queue(maxsize=0)
    guest = asyncio.create_task(eat(queue))
    for cake in range(1, 6):
        await queue.put(cake)
        print(f"shelf gets {cake}")
    await guest


async def eat(queue):
    for _ in range(1, 6):
        cake = await queue.get()
        print(f"guest takes {cake}")
        await asyncio.sleep(0.2)


asyncio.run(main())
