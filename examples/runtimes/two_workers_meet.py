"""A loop has one thread: its tasks run one at a time."""

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
        meet(barrier),
        meet(barrier),
    )
    print(f"threads: {len(set(ids))}")


async def meet(barrier):
    try:
        # Blocks until two threads are here.
        barrier.wait(timeout=0.3)
        time.sleep(0.2)  # Together.
    except BrokenBarrierError:
        print("gave up")
    return get_ident()


asyncio.run(main())
