"""`cancel` stops the task, not the thread."""

import asyncio
import time


async def main():
    call = asyncio.create_task(asyncio.to_thread(send))
    await asyncio.sleep(0.1)
    call.cancel()
    try:
        print(f"main: got {await call}")
    except asyncio.CancelledError:
        print("main: cancelled")


def send():
    time.sleep(0.3)
    print("send: mail is out")
    return 250


asyncio.run(main())
