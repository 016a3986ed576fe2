"""Each round of the loop makes a timeout of its own."""

import asyncio


async def main():
    inbox = asyncio.Queue()
    feeding = asyncio.create_task(feed(inbox))
    limit = 0.6
    try:
        while True:
            async with asyncio.timeout(limit):
                print(f"got {await inbox.get()}")
    except TimeoutError:
        print("time is up")
    feeding.cancel()


async def feed(inbox):
    for n in range(1, 4):
        await asyncio.sleep(0.4)
        await inbox.put(n)


asyncio.run(main())
