"""`asyncio.run` waits for a thread nobody awaited."""

import asyncio
import time


def main():
    asyncio.run(serve())
    print("main: ends")


async def serve():
    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, send, "ann")  # Not awaited.
    await asyncio.sleep(0.1)
    print("serve: ends")


def send(to):
    time.sleep(0.3)
    print(f"send: mail to {to} is out")


main()
