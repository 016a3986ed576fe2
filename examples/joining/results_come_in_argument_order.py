"""`gather` returns results in argument order."""

import asyncio
import time


async def main():
    start = time.perf_counter()
    a, b, c = await asyncio.gather(
        fetch("a", 300),
        fetch("b", 100),
        fetch("c", 200),
    )
    print(a, b, c)
    seconds = time.perf_counter() - start
    print(f"{seconds:.1f} s")


async def fetch(name, millis):
    await asyncio.sleep(millis / 1000)
    print(f"{name} done")
    return name


asyncio.run(main())
