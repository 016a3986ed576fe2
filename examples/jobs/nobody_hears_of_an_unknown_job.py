"""A worker that does not know a task drops its message."""

import os
import sys
import time

from celery import Celery
from celery.contrib.testing.worker import start_worker

SERVER = os.environ.get("REDIS_SERVER") or sys.exit(
    "set REDIS_SERVER"
)
view = Celery("view", broker=SERVER, backend=SERVER)
old = Celery("old", broker=SERVER, backend=SERVER)


def main():
    result = send_to_name.delay("ann")
    send.delay(7)
    print("view: two mails sent", flush=True)
    worker = start_worker(
        old, perform_ping_check=False, loglevel="CRITICAL"
    )
    with worker:
        time.sleep(2)
        print(f"ann: {result.status}")


@view.task
def send_to_name(to):
    print(f"worker: mail to {to}", flush=True)


@old.task
def send(to):
    print(f"worker: mail to customer {to}", flush=True)


main()
