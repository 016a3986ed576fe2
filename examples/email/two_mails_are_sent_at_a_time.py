"""Two threads: of four mails, two are sent at a time."""

import asyncio
import os
import smtplib
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

LIMIT = ThreadPoolExecutor(max_workers=2)


async def main():
    server = os.environ.get("SMTP_SERVER") or sys.exit(
        "start a server: cargo run -p loopback"
    )
    mails = [handle(server) for _ in range(4)]
    print(f"sent: {len(await asyncio.gather(*mails))}")
    print("at a time:", noted("/mails/most"), end="")


async def handle(server):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(LIMIT, send, server)


def send(server):
    to = "ann+delay300@example.org"
    with smtplib.SMTP(server) as client:
        client.sendmail("", to, "Subject: Order")


def noted(what):
    with urlopen(os.environ["HTTP_SERVER"] + what) as reply:
        return reply.read().decode()


asyncio.run(main())
