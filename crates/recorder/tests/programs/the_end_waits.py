"""`asyncio.run` waits for the threads it made before it returns."""

import asyncio
import time


async def main():
    asyncio.get_running_loop().run_in_executor(None, slow)
    await asyncio.sleep(0.1)
    print("main: ends")


def slow():
    time.sleep(0.3)
    print("slow: ends")


asyncio.run(main())
print("ends")
