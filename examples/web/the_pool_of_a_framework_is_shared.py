"""Forty-one calls in threads take two rounds."""

import asyncio
import time

from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route


async def main():
    app = Starlette(routes=[Route("/", report)])
    server = ASGITransport(app)
    async with AsyncClient(transport=server) as client:
        await client.get("http://app/")


async def report(request):
    start = time.monotonic()
    parts = range(41)
    calls = [run_in_threadpool(part) for _ in parts]
    await asyncio.gather(*calls)
    rounds = int((time.monotonic() - start) / 0.6)
    print(f"rounds of 0.6 s: {rounds}")
    return Response()


def part():
    time.sleep(0.6)


asyncio.run(main())
