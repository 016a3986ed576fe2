"""An exception in the list fails where it is first used."""

import asyncio


async def main():
    results = await asyncio.gather(
        fetch(1), fetch(2), fetch(3), return_exceptions=True
    )
    print(f"sum: {sum(results)}")  # New.
    for result in results:
        match result:
            case Exception() as error:
                print(f"error: {error}")
            case value:
                print(f"value: {value}")


async def fetch(n):
    await asyncio.sleep(0.1 * n)
    if n == 2:
        raise ValueError(f"no page {n}")
    return n


asyncio.run(main())
