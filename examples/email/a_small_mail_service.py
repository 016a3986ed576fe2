"""Two at a time, three attempts each, and a report."""

import asyncio
import os
import smtplib
import sys

LIMIT = asyncio.Semaphore(2)


async def main():
    server = os.environ.get("SMTP_SERVER") or sys.exit(
        "start a server: cargo run -p loopback"
    )
    mails = ["ann", "bob+fails2", "cid+fail550"]
    mails = [handle(server, to) for to in mails]
    print("\n".join(await asyncio.gather(*mails)))


async def handle(server, to):
    for wait in [100, 200, 0]:
        async with LIMIT:
            code = await asyncio.to_thread(send, server, to)
        if code == 250 or code >= 500 or wait == 0:
            return f"{to}: {code}"
        await asyncio.sleep(wait / 1000)


def send(server, to):
    mail = f"Message-ID: <order-of-{to}@shop>\n\nSent."
    try:
        with smtplib.SMTP(server) as client:
            client.login("shop", "secret")
            client.sendmail("", f"{to}@example.org", mail)
        return 250
    except smtplib.SMTPRecipientsRefused as error:
        return max(error.recipients.values())[0]
    except smtplib.SMTPResponseException as error:
        return error.smtp_code


asyncio.run(main())
