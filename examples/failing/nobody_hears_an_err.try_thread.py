"""A pool never reports an exception nobody asks for."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    task = ThreadPoolExecutor(1).submit(save)
    await asyncio.sleep(0.2)
    print("main: lets go of the task")
    del task
    print("main: end")


def save():
    print("save: fails")
    raise OSError("disk full")


def report(loop, context):
    print(f"report: {context['message']}")


asyncio.run(main())
