"""The client goes away, and the generator is cancelled."""

import asyncio
import socket

from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.routing import Route
from uvicorn import Config, Server


async def main():
    port = socket.create_server(("127.0.0.1", 0))
    app = Starlette(routes=[Route("/", order)])
    config = Config(app, lifespan="off", log_level="error")
    task = asyncio.create_task(Server(config).serve([port]))
    at = port.getsockname()
    _, client = await asyncio.open_connection(*at)
    client.write(b"GET / HTTP/1.0\r\n\r\n")
    await asyncio.sleep(0.3)
    client.close()
    print("client: is gone")
    await asyncio.sleep(0.7)
    task.cancel()


async def order(request):
    return StreamingResponse(save())


async def save():
    print("save: begins")
    try:
        await asyncio.sleep(0.6)
        print("save: is done")
        yield "saved"
    finally:
        print("save: ends")


asyncio.run(main())
