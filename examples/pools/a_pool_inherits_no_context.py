"""`run_in_executor` brings no context; `to_thread` does."""

import asyncio
import contextvars

REQUEST = contextvars.ContextVar("REQUEST")


async def main():
    REQUEST.set(7)
    await handle()


async def handle():
    show("handle")
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, show, "pool")

    await asyncio.to_thread(show, "copy")


def show(label):
    try:
        print(f"{label}: {REQUEST.get()}")
    except LookupError:
        print(f"{label}: not set")


asyncio.run(main())
