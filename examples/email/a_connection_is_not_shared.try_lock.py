"""A lock lets one thread send at a time."""

import asyncio
import os
import smtplib
import sys
import time

LOCK = asyncio.Lock()


class Client(smtplib.SMTP):
    def rcpt(self, *args):
        time.sleep(0.3)  # Here another thread may run.
        return super().rcpt(*args)


async def main():
    server = os.environ.get("SMTP_SERVER") or sys.exit(
        "start a server: cargo run -p loopback"
    )
    with Client(server) as client:
        ann = handle(client, 0.0, "ann@example.org")
        bob = handle(client, 0.1, "bob@example.org")
        sent = await asyncio.gather(ann, bob)
    print(f"sent: {sum(sent)} of 2")


async def handle(client, delay, to):
    await asyncio.sleep(delay)
    mail = ("", to, "Subject: Order")
    try:
        async with LOCK:
            await asyncio.to_thread(client.sendmail, *mail)
        return True
    except smtplib.SMTPException as error:
        print(f"{to}: {type(error).__name__}")
        return False


asyncio.run(main())
