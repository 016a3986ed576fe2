"""Two calls that block take turns on the loop; in threads
they block at the same time."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    await asyncio.gather(on_loop("ann"), on_loop("bob"))
    seconds = time.perf_counter() - start
    print(f"on the loop: {seconds:.1f} s")

    start = time.perf_counter()
    await asyncio.gather(in_thread("ann"), in_thread("bob"))
    seconds = time.perf_counter() - start
    print(f"in threads: {seconds:.1f} s")


async def on_loop(to):
    send(to)


async def in_thread(to):
    await asyncio.to_thread(send, to)


def send(_to):
    time.sleep(0.3)


asyncio.run(main())
