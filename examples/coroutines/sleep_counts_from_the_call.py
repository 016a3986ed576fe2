"""An asyncio sleep counts from its `await`."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    first = nap()
    second = nap()
    await first
    await second
    print(f"{time.perf_counter() - start:.1f} s")


def nap():
    return asyncio.sleep(0.2)


asyncio.run(main())
