"""A put from a thread does not wake the loop."""

import asyncio
import threading
import time


async def main():
    queue = asyncio.Queue()
    to = asyncio.get_running_loop(), queue
    threading.Thread(target=bake, args=to).start()
    shop = asyncio.create_task(sell(queue))
    await asyncio.sleep(1)
    print("main looks in")
    await shop


def bake(loop, queue):
    for cake in range(1, 4):
        time.sleep(0.1)
        queue.put_nowait(cake)


async def sell(queue):
    for _ in range(1, 4):
        cake = await queue.get()
        print(f"sells {cake}")
        await asyncio.sleep(0.6)


asyncio.run(main())
