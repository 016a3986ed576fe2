"""An exception in `gather` leaves its siblings alone."""

import asyncio


async def main():
    try:
        await asyncio.gather(calm(), buggy())
        print("main: all is well")
    except RuntimeError:
        print("main: a failure")
    await asyncio.sleep(0.3)


async def calm():
    try:
        await asyncio.sleep(0.2)
        print("calm: done")
    finally:
        print("calm: closed")


async def buggy():
    await asyncio.sleep(0.1)
    raise RuntimeError("a bug")


asyncio.run(main())
