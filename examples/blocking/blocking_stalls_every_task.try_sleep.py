"""A handler that awaits its pause lets the heart beat."""

import asyncio


async def main():
    heart = asyncio.create_task(heartbeat())
    await asyncio.sleep(0.1)
    await handler(400)
    await heart


async def heartbeat():
    for n in range(1, 4):
        print(f"tick {n}")
        await asyncio.sleep(0.2)


async def handler(millis):
    print("handler starts")
    await asyncio.sleep(millis / 1000)
    print("handler done")


asyncio.run(main())
