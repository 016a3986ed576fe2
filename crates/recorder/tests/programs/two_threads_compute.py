"""Two threads that compute share the GIL."""

import asyncio
import time


async def main():
    await asyncio.gather(asyncio.to_thread(compute), asyncio.to_thread(compute))


def compute():
    until = time.thread_time() + 0.2
    while time.thread_time() < until:
        pass


asyncio.run(main())
