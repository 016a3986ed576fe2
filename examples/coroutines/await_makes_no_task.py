"""An `await` gives the value and makes no task."""

import asyncio


async def main():
    print("main: tasks =", tasks())
    print("main: got", await answer("awaited") + 1)
    await asyncio.create_task(answer("spawned"))


async def answer(how):
    print(f"{how}: tasks =", tasks())
    return 42


def tasks():
    return len(asyncio.all_tasks())


asyncio.run(main())
