"""An exception ends its task; `await` raises it again."""

import asyncio


async def main():
    tasks = [asyncio.create_task(page(n)) for n in range(3)]

    for n, task in enumerate(tasks):
        try:
            print(f"{n}: {await task}")
        except ValueError as error:
            print(f"{n}: {error}")
        except IndexError:
            print(f"{n}: a bug")
    print("main: still here")


async def page(n):
    pages = ["home", ""]
    page = pages[n]  # Out of bounds for 2.
    if not page:
        raise ValueError("the page is empty")
    return page


asyncio.run(main())
