"""`shutdown` blocks the loop until the threads are done."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


async def main():
    pool = ThreadPoolExecutor(max_workers=2)
    pool.submit(send, "ann")
    ticker = asyncio.create_task(tick())
    await asyncio.sleep(0.05)

    print("main: closes the pool")
    pool.shutdown(wait=True)
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
