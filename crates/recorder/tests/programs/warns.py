"""What Python complains about stays what it was, and when it was."""

import asyncio
import logging
import traceback
import warnings


async def main():
    nap()
    print("forgotten")
    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    del task
    print("lost")
    try:
        await fail()
    except ValueError:
        traceback.print_exc()
    warnings.warn("old", DeprecationWarning, stacklevel=1)
    logging.warning("logged")
    await asyncio.to_thread(traceback.print_stack)


async def nap():
    await asyncio.sleep(1)


async def fail():
    raise ValueError("boom")


asyncio.run(main(), debug=False)
kept = nap()
