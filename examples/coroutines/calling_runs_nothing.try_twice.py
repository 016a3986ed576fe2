"""A coroutine can be awaited once."""

import asyncio


async def main():
    home = fetch("home")
    print("main: called fetch")
    await asyncio.sleep(0.2)
    print("main: 0.2 s later")
    page = await home
    print(f"main: got {page}")
    await home  # New: await it again.


async def fetch(name):
    print(f"fetch: asking for {name}")
    # The network would be here.
    await asyncio.sleep(0.1)
    return f"the {name} page"


asyncio.run(main())
