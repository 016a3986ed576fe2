"""A task is cancelled while it sleeps, another one before it ran."""

import asyncio


async def main():
    sleeper = asyncio.create_task(nap())
    await asyncio.sleep(0.1)
    unborn = asyncio.create_task(nap())
    unborn.cancel()
    sleeper.cancel()
    print(await asyncio.gather(sleeper, unborn, return_exceptions=True))


async def nap():
    try:
        await asyncio.sleep(60)
    finally:
        print("nap: woken")


asyncio.run(main())
