"""A timeout on a shield cancels the shield only."""

import asyncio


async def main():
    patience = 0.1
    task = asyncio.create_task(work())
    shield = asyncio.shield(task)
    try:
        await asyncio.wait_for(shield, patience)
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
