"""An asyncio sleep counts from its `await`."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    first = nap(200)
    second = nap(300)
    await first
    await second
    print(f"{time.perf_counter() - start:.1f} s")


def nap(millis):
    return asyncio.sleep(millis / 1000)


asyncio.run(main())
