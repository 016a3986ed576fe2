"""A client per mail is a connection per mail."""

import asyncio
import os
import queue
import smtplib
import sys
import threading
from urllib.request import urlopen


async def main():
    server = os.environ.get("SMTP_SERVER") or sys.exit(
        "start a server: cargo run -p loopback"
    )
    mails = queue.Queue()
    args = (server, mails)
    worker = threading.Thread(target=work, args=args)
    worker.start()
    for to in ["ann+delay300", "bob+delay200", "cid"]:
        mails.put(f"{to}@example.org")
    mails.put(None)  # No more mail: `work` leaves its loop.
    await asyncio.to_thread(worker.join)
    print(noted("/mails"), end="")
    count = noted("/mails/connections")
    print("connections:", count, end="")


def work(server, inbox):
    for to in iter(inbox.get, None):
        with smtplib.SMTP(server) as client:
            client.sendmail("", to, "Subject: Order")


def noted(what):
    with urlopen(os.environ["HTTP_SERVER"] + what) as reply:
        return reply.read().decode()


asyncio.run(main())
