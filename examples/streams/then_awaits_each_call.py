"""`await` in a comprehension awaits each call in turn."""

import asyncio


async def main():
    pages = [await fetch(page) for page in [3, 1, 2]]
    print(f"main: {len(pages)} pages")


async def fetch(page):
    print(f"fetch: asks for page {page}")
    await asyncio.sleep(page / 10)
    print(f"fetch: got page {page}")
    return page


asyncio.run(main())
