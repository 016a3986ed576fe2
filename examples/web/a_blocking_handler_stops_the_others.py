"""One handler blocks, and the other request waits."""

import asyncio
import time

from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def main():
    routes = [
        Route("/report", report),
        Route("/ping", ping),
    ]
    app = Starlette(routes=routes)
    first = asyncio.create_task(ask(app, 0.1, "/report"))
    second = asyncio.create_task(ask(app, 0.2, "/ping"))
    await asyncio.gather(first, second)


async def ask(app, seconds, path):
    await asyncio.sleep(seconds)
    server = ASGITransport(app)
    async with AsyncClient(transport=server) as client:
        await client.get(f"http://app{path}")
    print(f"{path} is answered")


async def report(request):
    time.sleep(0.5)
    return PlainTextResponse("42")


async def ping(request):
    return PlainTextResponse("pong")


asyncio.run(main())
