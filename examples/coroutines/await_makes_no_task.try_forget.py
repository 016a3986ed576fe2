"""Without `await` you hold a coroutine, not its value."""

import asyncio


async def main():
    print("main: tasks =", tasks())
    print("main: got", answer("awaited") + 1)
    await asyncio.create_task(answer("spawned"))


async def answer(how):
    print(f"{how}: tasks =", tasks())
    return 42


def tasks():
    return len(asyncio.all_tasks())


asyncio.run(main())
