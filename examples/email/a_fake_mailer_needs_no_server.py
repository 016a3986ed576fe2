"""The handler takes any mailer; here it is given a fake."""

import asyncio
from typing import Protocol


class Mailer(Protocol):
    async def send(self, to: str) -> bool: ...


class Fake:
    def __init__(self, busy):
        self.busy = busy
        self.asked = 0

    async def send(self, to):
        self.asked += 1
        return self.asked > self.busy


async def main():
    fake = Fake(busy=2)
    if await handle(fake, "ann"):
        print("main: sent")
    print(f"fake: asked {fake.asked} times")


async def handle(via: Mailer, to: str) -> bool:
    for wait in [100, 200]:
        if await via.send(to):
            return True
        print(f"{to}: busy, wait {wait} ms")
        await asyncio.sleep(wait / 1000)
    return await via.send(to)


asyncio.run(main())
