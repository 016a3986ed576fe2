"""A task ends the process and nothing is tidied up."""

import asyncio
import os


async def main():
    background = asyncio.create_task(asyncio.sleep(60))
    await asyncio.sleep(0.1)
    print("exits", background.done(), flush=True)
    os._exit(3)


asyncio.run(main())
