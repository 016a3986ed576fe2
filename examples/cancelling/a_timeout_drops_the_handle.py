"""A timeout cancels the task that is awaited."""

import asyncio


async def main():
    patience = 0.1
    task = asyncio.create_task(work())
    try:
        await asyncio.wait_for(task, patience)
    except TimeoutError:
        print("main: gave up")
    await asyncio.sleep(0.4)
    print("main: ends")


async def work():
    try:
        await asyncio.sleep(0.3)
        print("work: done")
    finally:
        print("work: closed")


asyncio.run(main())
