"""`asyncio.sleep` looks for a loop when it is awaited."""

import asyncio


def main():
    with asyncio.Runner() as runner:
        print(f"outside: {found()}")
        runner.run(look())
        runner.run(asyncio.sleep(0.1))
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
