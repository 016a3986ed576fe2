"""The pool made a coroutine; awaiting that runs it."""

import asyncio


async def main():
    await handle()
    print("main: ends")


async def handle():
    mail = asyncio.to_thread(send, "ann")
    await (await mail)
    await asyncio.sleep(0.3)  # Long enough?


async def send(to):
    await asyncio.sleep(0.1)
    print(f"send: mail to {to} is out")


asyncio.run(main())
