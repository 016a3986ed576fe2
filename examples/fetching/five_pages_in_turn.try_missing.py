"""Without `result`, the exception stays in its future."""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

PATHS = [
    "tea?delay=190",
    "cake?status=404",
    "jam?delay=290",
    "milk?delay=490",
    "plum?delay=390",
]
SERVER = os.environ.get("HTTP_SERVER") or sys.exit(
    "start a server: cargo run -p loopback"
)


def main():
    start = time.perf_counter()
    with ThreadPoolExecutor(5) as pool:
        _ = [pool.submit(show, path) for path in PATHS]
    seconds = time.perf_counter() - start
    print(f"{seconds:.1f} s")
    print("connections:", fetch("connections").strip())


def show(path):
    print(fetch(path))


def fetch(path):
    with urlopen(f"{SERVER}/{path}") as page:
        return page.read().decode()


main()
