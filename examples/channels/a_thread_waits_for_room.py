"""A thread that feeds the loop waits when it is full."""

import asyncio
import threading
import time


async def main():
    queue = asyncio.Queue(maxsize=1)
    to = asyncio.get_running_loop(), queue
    threading.Thread(target=bake, args=to).start()
    shop = asyncio.create_task(sell(queue))
    await asyncio.sleep(1)
    print("main looks in")
    await shop


def bake(loop, queue):
    for cake in range(1, 4):
        time.sleep(0.1)
        put = queue.put(cake)
        asyncio.run_coroutine_threadsafe(put, loop).result()


async def sell(queue):
    for _ in range(1, 4):
        cake = await queue.get()
        print(f"sells {cake}")
        await asyncio.sleep(0.6)


asyncio.run(main())
