"""`gather` made a task of each: nothing changes."""

import asyncio


async def main():
    try:
        task = asyncio.create_task(buggy())
        await asyncio.gather(calm(), task)
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
