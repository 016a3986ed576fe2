"""An `asyncio.Future` can be awaited again and again."""

import asyncio


async def main():
    print(f"call: {await work(1)}")

    task = asyncio.create_task(work(2))
    print(f"task: {await task}")

    light = asyncio.get_running_loop().create_future()
    light.set_result(3)  # No coroutine does this work.
    print(f"light: {await light}")
    print(f"light: {await light}")

    print(f"order: {await Order(4)}")


async def work(n):
    return n


class Order:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        return work(self.n).__await__()


asyncio.run(main())
