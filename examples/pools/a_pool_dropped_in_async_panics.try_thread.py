"""A thread may wait for a pool to end; the loop goes on."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


async def main():
    pool = ThreadPoolExecutor(max_workers=2)
    pool.submit(send, "ann")
    ticker = asyncio.create_task(tick())
    await asyncio.sleep(0.05)

    print("main: closes the pool")
    await asyncio.to_thread(pool.shutdown)
    print("main: pool closed")
    await ticker


async def tick():
    for number in range(1, 3):
        await asyncio.sleep(0.1)
        print(f"tick {number}")


def send(to):
    time.sleep(0.5)
    print(f"send: mail to {to} is out")


asyncio.run(main())
