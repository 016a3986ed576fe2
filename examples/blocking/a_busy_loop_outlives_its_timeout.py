"""A loop that never awaits cannot be timed out."""

import asyncio
import time


async def main():
    patience = 0.05
    try:
        async with asyncio.timeout(patience):
            print(f"answer: {await count()}")
    except TimeoutError:
        print("timed out")


async def count():
    for part in range(1, 4):
        busy(0.1)
        print(f"part {part} of 3")
    return 42


def busy(seconds):
    """Burns CPU, as parsing a large file would."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        pass


asyncio.run(main())
