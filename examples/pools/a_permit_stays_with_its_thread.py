"""A thread of the pool is taken until its work is done."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

LIMIT = ThreadPoolExecutor(max_workers=2)
OPEN = []


async def main():
    patience = 0.2
    for attempt in range(1, 3):
        two = asyncio.gather(mail(), mail())
        try:
            await asyncio.wait_for(two, patience)
        except TimeoutError:
            print(f"attempt {attempt}: {len(OPEN)} open")


async def mail():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(LIMIT, send)


def send():
    OPEN.append("mail")
    time.sleep(0.8)


asyncio.run(main())
