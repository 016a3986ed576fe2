"""A task can be given an empty context."""

import asyncio
import contextvars

REQUEST = contextvars.ContextVar("REQUEST")


async def main():
    REQUEST.set(7)
    await handle()


async def handle():
    await show("awaited")
    child = show("spawned")
    empty = contextvars.Context()
    task = asyncio.create_task(child, context=empty)
    await task


async def show(label):
    try:
        print(f"{label}: {REQUEST.get()}")
    except LookupError:
        print(f"{label}: not set")


asyncio.run(main())
