"""A mail server that wants TLS and a password, as those of providers do.

Prints its port, then what it sees: each command, such as `> AUTH`, and each mail that it
took, as JSON. It ends when its input has ended and all clients are gone.
"""

import asyncio
import email
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

RIGHT = LoginPassword(b"ann", b"right")
BUSY = AuthResult(success=False, handled=False, message="454 4.7.0 Try again later")


def authenticate(_server, _session, _envelope, _mechanism, login):
    if login == RIGHT:
        return AuthResult(success=True, auth_data=login)
    # No message: it is 535, as aiosmtpd has it.
    return BUSY if login.password == b"busy" else AuthResult(success=False, handled=False)


class Commands(logging.Handler):
    """The library logs every line that it reads, also those that it refuses unasked."""

    def emit(self, record):
        if record.msg == "%r >> %r":
            print(">", record.args[1].split()[0].decode().upper(), flush=True)


class Mails:
    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content)
        seen = {
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data.login.decode(),
            "subject": mail["Subject"],
            "body": mail.get_payload(),
        }
        print(json.dumps(seen), flush=True)
        return "250 OK"


clients = set()


class Server(SMTP):
    def connection_made(self, transport):
        clients.add(self)
        super().connection_made(transport)

    def connection_lost(self, error):
        super().connection_lost(error)
        clients.discard(self)


async def main(kind, certificate, key):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    starttls = kind == "starttls"

    def client():
        return Server(
            Mails(),
            hostname="localhost",
            authenticator=authenticate,
            auth_required=True,
            # aiosmtpd knows of TLS only what began with STARTTLS.
            auth_require_tls=starttls,
            tls_context=context if starttls else None,
            require_starttls=starttls,
        )

    wrapper = context if kind == "wrapper" else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(client, "127.0.0.1", 0, ssl=wrapper)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()
    async with asyncio.timeout(30):
        while clients:
            await asyncio.sleep(0.01)


# That a password without TLS is unwise: it is what a test is about.
warnings.simplefilter("ignore")
log = logging.getLogger("mail.log")
log.setLevel(logging.INFO)
log.propagate = False
log.addHandler(Commands())
asyncio.run(main(*sys.argv[1:]))
