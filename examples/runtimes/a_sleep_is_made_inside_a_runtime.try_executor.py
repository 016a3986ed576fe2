"""A sleep that is stepped by hand finds no loop."""

import asyncio


def main():
    with asyncio.Runner() as runner:
        print(f"outside: {found()}")
        runner.run(look())
        asyncio.sleep(0.1).send(None)
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
