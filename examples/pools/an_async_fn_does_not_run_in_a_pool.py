"""A pool calls an async function and drops what it gets."""

import asyncio


async def main():
    await handle()
    print("main: ends")


async def handle():
    _ = await asyncio.to_thread(send, "ann")
    await asyncio.sleep(0.3)  # Long enough?


async def send(to):
    await asyncio.sleep(0.1)
    print(f"send: mail to {to} is out")


asyncio.run(main())
