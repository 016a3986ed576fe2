"""`async with` gives the permit back with the caller."""

import asyncio
import time

LIMIT = asyncio.Semaphore(2)
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
    async with LIMIT:
        await asyncio.to_thread(send)


def send():
    OPEN.append("mail")
    time.sleep(0.8)


asyncio.run(main())
