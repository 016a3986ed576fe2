"""`wait`, `as_completed`, `shield`, a future, an async generator."""

import asyncio


async def main():
    tasks = [asyncio.create_task(nap(name)) for name in (1, 2)]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for first in asyncio.as_completed([nap(3)]):
        await first
    await asyncio.shield(asyncio.create_task(nap(4)))
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0.1, future.set_result, None)
    await future
    async for number in numbers():
        print(number)


async def nap(number):
    await asyncio.sleep(number / 10)


async def numbers():
    for number in range(2):
        await asyncio.sleep(0.1)
        yield number


asyncio.run(main())
