"""`run_in_executor` starts its thread when it is called."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    loop = asyncio.get_running_loop()
    ann = loop.run_in_executor(None, send)
    bob = loop.run_in_executor(None, send)
    await ann
    await bob
    seconds = time.perf_counter() - start
    print(f"sent in {seconds:.1f} s")


def send():
    time.sleep(0.3)


asyncio.run(main())
