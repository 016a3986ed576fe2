"""A handler without its state fails when it is called."""

import asyncio

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse
from httpx import ASGITransport, AsyncClient

app = FastAPI()


async def main():
    server = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=server) as client:
        for path in ["/?n=0", "/?n=x", "/?n=7"]:
            answer = await client.get(f"http://app{path}")
            print(f"{path}: {answer.status_code}")
            if answer.is_success:
                print(answer.text)


@app.get("/")
async def price(n: int):
    shop = app.state.shop
    if n >= len(shop):
        raise HTTPException(404)
    return HTMLResponse(f"<b>{shop[n]}</b>")


asyncio.run(main())
