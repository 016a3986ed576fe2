"""A timeout ends the waiting; the thread goes on."""

import asyncio
import time


async def main():
    patience = 0.1
    try:
        async with asyncio.timeout(patience):
            await asyncio.to_thread(send)
        print("main: sent")
    except TimeoutError:
        print("main: gave up")
    await asyncio.sleep(0.4)
    print("main: ends")


def send():
    time.sleep(0.3)
    print("send: mail is out")


asyncio.run(main())
