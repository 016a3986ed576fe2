"""The key is taken first, so no mail goes out twice."""

import os
import sys

from redis import Redis

SERVER = os.environ.get("REDIS_SERVER") or sys.exit(
    "set REDIS_SERVER"
)


def main():
    redis = Redis.from_url(SERVER)
    for delivery in [1, 2]:
        print(f"delivery {delivery}")
        try:
            send("mail-7", delivery, redis)
            print("  acknowledged")
        except AssertionError as error:
            print(f"  {error}")


def send(key, n, r):
    new = r.set(key, "taken", nx=True)
    if new:
        print("  the mail goes out")
    assert n > 1, "killed"  # The first worker dies here.


main()
