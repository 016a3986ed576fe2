"""An error out of `main` ends the program with status 1."""

import asyncio


async def main():
    print("starting")
    a, b = await asyncio.gather(port("8080"), port("80a"))
    print(f"ports {a} and {b}")


async def port(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError("no port number") from error


asyncio.run(main())
