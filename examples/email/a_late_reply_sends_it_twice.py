"""The reply is late, and who tries again sends it twice."""

import asyncio
import os
import smtplib
import sys
from email.message import EmailMessage
from email.utils import make_msgid
from urllib.request import urlopen


async def main():
    server = os.environ.get("SMTP_SERVER") or sys.exit(
        "start a server: cargo run -p loopback"
    )
    for attempt in range(1, 3):
        mail = EmailMessage()
        mail["From"] = "shop@example.org"
        mail["To"] = "ann+late500@example.org"
        mail["Message-ID"] = make_msgid(domain="shop")
        mail.set_content("It is on its way.")
        sending = asyncio.to_thread(send, server, mail)
        try:
            await asyncio.wait_for(sending, 0.2)
            print(f"{attempt}: sent")
        except TimeoutError:
            print(f"{attempt}: timeout")
    keys = noted("/mails/keys").splitlines()
    print(f"mails: {len(keys)}, keys: {len(set(keys))}")


def send(server, mail):
    with smtplib.SMTP(server) as client:
        client.send_message(mail)


def noted(what):
    with urlopen(os.environ["HTTP_SERVER"] + what) as reply:
        return reply.read().decode()


asyncio.run(main())
