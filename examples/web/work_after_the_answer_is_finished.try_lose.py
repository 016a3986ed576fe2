"""The server ends, and the work that it began is lost."""

import asyncio
import socket

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from uvicorn import Config, Server


async def main():
    port = socket.create_server(("127.0.0.1", 0))
    app = Starlette(routes=[Route("/", order)])
    config = Config(app, lifespan="off", log_level="error")
    server = Server(config)
    task = asyncio.create_task(server.serve([port]))
    await client(port.getsockname())
    server.should_exit = True
    await task
    print("main: ends")


async def client(server):
    answer, c = await asyncio.open_connection(*server)
    c.write(b"GET / HTTP/1.0\r\n\r\n")
    await answer.readline()
    print("client: has its answer")


async def order(request):
    request.state.mail = asyncio.create_task(mail())
    return PlainTextResponse("thank you")


async def mail():
    await asyncio.sleep(0.6)
    print("mail: is sent")


asyncio.run(main())
