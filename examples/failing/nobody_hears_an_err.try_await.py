"""Without a task the exception is raised in `main`."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    await save()
    await asyncio.sleep(0.2)
    print("main: end")


async def save():
    print("save: fails")
    raise OSError("disk full")


def report(loop, context):
    print(f"report: {context['message']}")


asyncio.run(main())
