"""`None` in the queue tells the loop to end."""

import asyncio


async def main():
    queue = asyncio.Queue(maxsize=2)
    shop = asyncio.create_task(sell(queue))
    pies = bake("pie", 100, queue)
    tarts = bake("tart", 300, queue)
    await asyncio.gather(pies, tarts)
    await queue.put(None)
    try:
        await asyncio.wait_for(shop, 0.2)
        print("the shop is closed")
    except TimeoutError:
        print("deadlock")


async def bake(cake, millis, queue):
    await asyncio.sleep(millis / 1000)
    await queue.put(cake)


async def sell(queue):
    while cake := await queue.get():
        print(f"sells a {cake}")


asyncio.run(main())
