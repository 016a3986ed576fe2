"""A timer can leave out deadlines that have passed."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    ticks = interval(0.2)
    for tick in range(1, 5):
        await anext(ticks)
        seconds = time.perf_counter() - start
        print(f"tick {tick} at {seconds:.1f} s")
        if tick == 1:
            await asyncio.sleep(0.5)
    await ticks.aclose()


async def interval(period):
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        tick = loop.create_future()
        loop.call_at(due, tick.set_result, None)
        await tick
        due += period
        while due < loop.time():
            due += period
        yield


asyncio.run(main())
