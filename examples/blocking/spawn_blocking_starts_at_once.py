"""`to_thread` starts its thread when it is awaited."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    ann = asyncio.to_thread(send)
    bob = asyncio.to_thread(send)
    await ann
    await bob
    seconds = time.perf_counter() - start
    print(f"sent in {seconds:.1f} s")


def send():
    time.sleep(0.3)


asyncio.run(main())
