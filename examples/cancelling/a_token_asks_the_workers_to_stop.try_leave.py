"""Asked to stop, and nobody waits until they have."""

import asyncio


async def main():
    stop = asyncio.Event()
    a = asyncio.create_task(work(6, stop))
    b = asyncio.create_task(work(8, stop))
    await asyncio.sleep(1)
    print("main: stop, please")
    stop.set()
    print("main: all have stopped")


async def work(n, stop):
    nap = n / 10
    while not stop.is_set():
        try:
            async with asyncio.timeout(nap):
                await stop.wait()
        except TimeoutError:
            print(f"worker {n} works")
    await asyncio.sleep(nap)  # The clean-up may await.
    print(f"worker {n} has flushed")


asyncio.run(main())
