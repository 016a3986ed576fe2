"""The process is killed in the middle of a step."""

import asyncio
import os
import signal
import time


async def main():
    await asyncio.sleep(0.1)
    print("is killed", flush=True)
    time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGKILL)


asyncio.run(main())
