"""`create_task` looks for a running loop."""

import asyncio
from contextlib import closing


def main():
    with asyncio.Runner() as runner:
        print(f"outside: {found()}")
        runner.run(look())
        with closing(look()) as coroutine:
            asyncio.create_task(coroutine)
        print("slept")


async def look():
    print(f"inside: {found()}")


def found():
    try:
        asyncio.get_running_loop()
        return "found"
    except RuntimeError:
        return "none"


main()
