"""Five requests at once, but the server has room for 2."""

import asyncio

OPEN = 0


async def main():
    requests = (fetch() for _ in range(5))
    answers = await asyncio.gather(*requests)
    print(" ".join(answers))


async def fetch():
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
