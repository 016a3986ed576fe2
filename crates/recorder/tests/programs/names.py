"""Lanes are named by calls; what is long has the name of its parameter."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

VALUES = [
    "short",
    "a text of some more words",
    range(3),
    range(10**30),
    10**5000,
    3.14159265358979,
    [1, 2, 3],
    [1, 2, 3, 4],
    ["one word", "another word"],
    {"a": 1},
    {"b", "a"},
    object(),
]


async def main():
    for value in VALUES:
        await asyncio.create_task(echo(value))

    with ThreadPoolExecutor() as pool:
        await asyncio.wrap_future(pool.submit(add, range(100)))
        await asyncio.wrap_future(pool.submit(add, numbers=(1, 2)))


async def echo(value):
    pass


def add(numbers):
    sum(numbers)


asyncio.run(main())
