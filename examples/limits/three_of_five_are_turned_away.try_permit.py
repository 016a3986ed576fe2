"""Five requests, two permits, and room for two."""

import asyncio

LIMIT = asyncio.Semaphore(2)
OPEN = 0


async def main():
    requests = (fetch() for _ in range(5))
    answers = await asyncio.gather(*requests)
    print(" ".join(answers))


async def fetch():
    async with LIMIT:
        return await server()


async def server():
    global OPEN
    if OPEN == 2:
        return "busy"
    OPEN += 1
    await asyncio.sleep(0.1)
    OPEN -= 1
    return "ok"


asyncio.run(main())
