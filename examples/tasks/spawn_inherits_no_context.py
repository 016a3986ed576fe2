"""A new task runs in a copy of its creator's context."""

import asyncio
import contextvars

REQUEST = contextvars.ContextVar("REQUEST")


async def main():
    REQUEST.set(7)
    await handle()


async def handle():
    await show("awaited")
    task = asyncio.create_task(show("spawned"))
    await task


async def show(label):
    try:
        print(f"{label}: {REQUEST.get()}")
    except LookupError:
        print(f"{label}: not set")


asyncio.run(main())
