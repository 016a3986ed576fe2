"""In turn, five pages take the sum of their times."""

import os
import sys
import time
from urllib.request import urlopen

PATHS = [
    "tea?delay=190",
    "cake?delay=590",
    "jam?delay=290",
    "milk?delay=490",
    "plum?delay=390",
]
SERVER = os.environ.get("HTTP_SERVER") or sys.exit(
    "start a server: cargo run -p loopback"
)


def main():
    start = time.perf_counter()
    for path in PATHS:
        show(path)
    seconds = time.perf_counter() - start
    print(f"{seconds:.1f} s")
    print("connections:", fetch("connections").strip())


def show(path):
    print(fetch(path))


def fetch(path):
    with urlopen(f"{SERVER}/{path}") as page:
        return page.read().decode()


main()
