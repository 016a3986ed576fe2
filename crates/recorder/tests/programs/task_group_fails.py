"""One task of a group fails; the group cancels the other."""

import asyncio


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleep_long())
            group.create_task(fail())
    except* ValueError as error:
        print(error.exceptions)


async def sleep_long():
    await asyncio.sleep(60)


async def fail():
    await asyncio.sleep(0.1)
    raise ValueError("boom")


asyncio.run(main())
