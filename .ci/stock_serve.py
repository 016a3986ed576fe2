"""Starts stock `mdbook serve`, reads one page, and stops it."""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

SECONDS_MAX = 120


def main(mdbook):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with tempfile.TemporaryDirectory() as site:
        server = subprocess.Popen([mdbook, "serve", "--port", port, "--dest-dir", site])
        try:
            page = read(f"http://127.0.0.1:{port}/joining.html", server)
        finally:
            server.terminate()
            server.wait()
    if 'id="listing-' not in page:
        sys.exit("mdbook serve shows no listing on joining.html")


def read(url, server):
    """The page, as soon as the server answers."""
    deadline = time.monotonic() + SECONDS_MAX
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as response:
                return response.read().decode()
        except (urllib.error.URLError, ConnectionError):
            if server.poll() is not None:
                sys.exit(f"mdbook serve ended with status {server.returncode}")
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


main(sys.argv[1])
