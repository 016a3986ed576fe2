"""Two threads beside one loop meet, GIL or no GIL."""

import asyncio
import time
from threading import (
    Barrier,
    BrokenBarrierError,
    get_ident,
)


async def main():
    barrier = Barrier(2)
    ids = await asyncio.gather(
        asyncio.to_thread(meet, barrier),
        asyncio.to_thread(meet, barrier),
    )
    print(f"threads: {len(set(ids))}")


def meet(barrier):
    try:
        # Blocks until two threads are here.
        barrier.wait(timeout=0.3)
        time.sleep(0.2)  # Together.
    except BrokenBarrierError:
        print("gave up")
    return get_ident()


asyncio.run(main())
