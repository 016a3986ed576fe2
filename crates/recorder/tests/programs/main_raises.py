"""An exception leaves `main`; the task it leaves behind is cancelled."""

import asyncio


async def main():
    background = asyncio.create_task(asyncio.sleep(60))
    await asyncio.sleep(0.1)
    raise OSError(f"disk full, {background.done()}")


asyncio.run(main())
