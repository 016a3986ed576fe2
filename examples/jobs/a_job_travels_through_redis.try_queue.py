"""A worker of another queue leaves the job where it is."""

import os
import sys

from celery import Celery
from celery.contrib.testing.worker import start_worker

SERVER = os.environ.get("REDIS_SERVER") or sys.exit(
    "set REDIS_SERVER"
)
app = Celery("mails", broker=SERVER, backend=SERVER)


def main():
    result = send.delay("ann")
    print("main: accepted", flush=True)
    worker = start_worker(
        app, perform_ping_check=False, queues=["letters"]
    )
    with worker:
        value = result.get(timeout=3)
        print(f"main: {result.status} {value!r}")


@app.task
def send(to):
    print(f"worker: mail to {to}", flush=True)
    return f"sent to {to}"


main()
