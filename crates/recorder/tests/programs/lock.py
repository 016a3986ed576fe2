"""Two tasks want one lock; a third waits for an event."""

import asyncio


async def main():
    lock, done = asyncio.Lock(), asyncio.Event()
    waiter = asyncio.create_task(wait(done))
    await asyncio.gather(use("a", lock), use("b", lock))
    done.set()
    await waiter


async def use(name, lock):
    async with lock:
        await asyncio.sleep(0.1)
        print(name)


async def wait(done):
    await done.wait()


asyncio.run(main())
