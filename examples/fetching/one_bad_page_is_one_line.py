"""One bad page is one line of the report."""

import asyncio
import os
import sys
from urllib.error import HTTPError
from urllib.request import urlopen

PATHS = [
    "tea?delay=200",
    "pie?status=404",
    "jam?drop",
]
SERVER = os.environ.get("HTTP_SERVER") or sys.exit(
    "start a server: cargo run -p loopback"
)


async def main():
    fetches = [asyncio.to_thread(fetch, it) for it in PATHS]
    answers = await asyncio.gather(
        *fetches, return_exceptions=True
    )
    for path, answer in zip(PATHS, answers, strict=True):
        match answer:
            case str() as page:
                print(f"{path}: page `{page}`")
            case HTTPError() as error:
                code = f"{error.code} {error.reason}"
                print(f"{path}: error {code}")
            case _:
                print(f"{path}: no answer")


def fetch(path):
    with urlopen(f"{SERVER}/{path}") as answer:
        return answer.read().decode()


asyncio.run(main())
