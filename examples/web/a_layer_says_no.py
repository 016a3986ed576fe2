"""Layers around a handler turn away what is too much."""

import asyncio

from httpx import ASGITransport, AsyncClient
from starlette.responses import Response

FREE = asyncio.Semaphore(2)


async def main():
    a, b = ask(0, "/400"), ask(0, "/1200")
    await asyncio.gather(a, b, ask(0.1, "/100"))


async def ask(seconds, path):
    await asyncio.sleep(seconds)
    server = ASGITransport(layer)
    async with AsyncClient(transport=server) as client:
        answer = await client.get(f"http://app{path}")
    print(f"{path}: {answer.status_code}")


async def layer(scope, receive, send):
    app = Response(None, 503)
    if not FREE.locked():
        try:
            async with FREE, asyncio.timeout(0.8):
                app = await nap(scope)
        except TimeoutError:
            app = Response(None, 408)
    await app(scope, receive, send)


async def nap(scope):
    await asyncio.sleep(int(scope["path"][1:]) / 1000)
    return Response()


asyncio.run(main())
