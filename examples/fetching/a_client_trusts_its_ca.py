"""A client accepts what its own CA has signed."""

import asyncio
import os
import ssl
import sys
from urllib.error import URLError
from urllib.request import urlopen

SERVER = os.environ.get("HTTPS_SERVER") or sys.exit(
    "start a server: cargo run -p loopback"
)
CA_FILE = os.environ["CA_FILE"]


async def main():
    plain = ssl.create_default_context()
    page = await asyncio.to_thread(get, plain)
    print("plain:", page)

    trusting = ssl.create_default_context(cafile=CA_FILE)
    page = await asyncio.to_thread(get, trusting)
    print("trusting:", page)


def get(context):
    url = f"{SERVER}/tea?delay=300"
    try:
        answer = urlopen(url, context=context, timeout=5)
        return answer.read().decode()
    except URLError as error:
        if error.reason.verify_code != 20:
            raise
        return "unknown issuer"


asyncio.run(main())
