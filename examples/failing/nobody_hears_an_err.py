"""asyncio reports a lost exception when its task goes."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    task = asyncio.create_task(save())
    await asyncio.sleep(0.2)
    print("main: lets go of the task")
    del task
    print("main: end")


async def save():
    print("save: fails")
    raise OSError("disk full")


def report(loop, context):
    print(f"report: {context['message']}")


asyncio.run(main())
