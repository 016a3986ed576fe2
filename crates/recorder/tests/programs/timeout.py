"""A timeout is a second wait, beside what it limits."""

import asyncio


async def main():
    try:
        async with asyncio.timeout(0.1):
            await asyncio.sleep(60)
    except TimeoutError:
        print("too late")
    async with asyncio.timeout(60):
        await asyncio.sleep(0.1)
    print("in time")


asyncio.run(main())
