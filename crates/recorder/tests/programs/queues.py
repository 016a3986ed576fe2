"""A queue with room for one: each side waits for the other."""

import asyncio


async def main():
    queue = asyncio.Queue(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(queue))
        group.create_task(consume(queue))


async def produce(queue):
    await asyncio.sleep(0.1)
    for number in range(3):
        await queue.put(number)


async def consume(queue):
    for _ in range(3):
        print(await queue.get())
        await asyncio.sleep(0.1)


asyncio.run(main())
