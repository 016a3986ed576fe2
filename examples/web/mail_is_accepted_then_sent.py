"""What was accepted is sent before the program ends."""

import asyncio
import itertools

from fastapi import FastAPI, Response
from httpx import ASGITransport, AsyncClient

app, ids = FastAPI(), itertools.count(1)
queue = asyncio.Queue(1)


async def main():
    worker = asyncio.create_task(work())
    server = ASGITransport(app)
    async with AsyncClient(transport=server) as client:
        for _ in range(3):
            await asyncio.sleep(0.1)
            it = await client.post("http://app/send")
            code, reason = it.status_code, it.reason_phrase
            print(f"/send: {code} {reason}")
    await queue.put(None)  # `work` leaves its loop.
    await worker


async def work():
    while (id := await queue.get()) is not None:
        await asyncio.sleep(0.85)
        print(f"mail {id} is sent")


@app.post("/send")
async def send():
    id = next(ids)
    if queue.full():
        return Response("", 503)
    queue.put_nowait(id)
    return Response(f"{id}", 202)


asyncio.run(main())
