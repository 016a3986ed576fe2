"""A timeout raises inside the call, which may answer."""

import asyncio


async def main():
    patience = 0.1
    try:
        async with asyncio.timeout(patience):
            await fetch()
    except TimeoutError:
        print("main: gave up")
    await asyncio.sleep(0.4)
    print("main: ends")


async def fetch():
    try:
        print("fetch: starts")
        await asyncio.sleep(0.3)
        print("fetch: done")
    except asyncio.CancelledError:
        print("fetch: is cancelled")
        raise
    finally:
        print("fetch: closes")


asyncio.run(main())
