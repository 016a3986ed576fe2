"""A loop in another thread is not in the way."""

import asyncio


async def main():
    print("main: begin")
    answer = await asyncio.to_thread(ask)
    print(f"main: {answer}")


def ask():
    print("ask: begin")
    coroutine = work()
    try:
        return asyncio.run(coroutine)
    finally:
        coroutine.close()  # No "never awaited" warning.


async def work():
    print("work: begin")
    return 42


asyncio.run(main())
