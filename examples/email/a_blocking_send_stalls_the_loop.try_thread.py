"""A thread per mail, and the loop goes on."""

import asyncio
import os
import smtplib
import sys
from email.message import EmailMessage


async def main():
    server = os.environ.get("SMTP_SERVER") or sys.exit(
        "start a server: cargo run -p loopback"
    )
    ann = handle(server, "ann+delay400")
    bob = handle(server, "bob+delay200")
    await asyncio.gather(tick(), ann, bob)


async def tick():
    await asyncio.sleep(0.1)
    print("tick")


async def handle(server, to):
    mail = EmailMessage()
    mail["From"] = "shop@example.org"
    mail["To"] = f"{to}@example.org"
    mail.set_content("It is on its way.")
    await asyncio.to_thread(send, server, mail)
    print(f"{to}: sent")


def send(server, mail):
    with smtplib.SMTP(server) as client:
        client.send_message(mail)


asyncio.run(main())
