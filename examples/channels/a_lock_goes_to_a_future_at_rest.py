"""A lock goes to the first task in the queue."""

import asyncio

PRINTER = asyncio.Lock()


async def main():
    await PRINTER.acquire()
    ours = asyncio.create_task(print_page("ours"))
    await asyncio.wait([ours], timeout=0.2)
    PRINTER.release()
    try:
        async with asyncio.timeout(1):
            await print_page("urgent")
    except TimeoutError:
        print("urgent: no turn in a second")


async def print_page(page):
    async with PRINTER:
        print(f"{page}: printing")
        await asyncio.sleep(0.3)


asyncio.run(main())
