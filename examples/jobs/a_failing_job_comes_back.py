"""A failing job comes back, until retries are used up."""

import os
import sys

from celery import Celery
from celery.contrib.testing.worker import start_worker

SERVER = os.environ.get("REDIS_SERVER") or sys.exit(
    "set REDIS_SERVER"
)
app = Celery("mails", broker=SERVER, backend=SERVER)


def main():
    result = send.delay("bob")
    worker = start_worker(
        app, perform_ping_check=False, loglevel="CRITICAL"
    )
    with worker:
        result.get(timeout=9, propagate=False)
    print(result.status)


@app.task(
    bind=True,
    autoretry_for=(ConnectionError,),
    retry_backoff=1,
    retry_jitter=False,
    max_retries=2,
)
def send(task, to):
    n = task.request.retries + 1
    print(f"attempt {n}: {to} is away", flush=True)
    raise ConnectionError("away")


main()
