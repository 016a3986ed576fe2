"""The tasks of Celery that the bench measures."""

import os
import time

from celery import Celery

server = os.environ["REDIS_SERVER"]
app = Celery("tasks", broker=server, backend=server)
if seconds := os.environ.get("VISIBLE_AGAIN"):
    # Looks for such jobs every second; its own setting is 100 s.
    app.conf.broker_transport_options = {
        "visibility_timeout": int(seconds),
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
    }

done = os.open(os.environ["DONE"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def note(number):
    if held := os.environ.get("HELD"):
        open(held, "w").close()
        time.sleep(3600)
    os.write(done, b"%07d\n" % number)


@app.task
def plain(number):
    note(number)


@app.task(ignore_result=True)
def no_result(number):
    note(number)


@app.task(acks_late=True)
def late(number):
    note(number)


def push(task, count):
    """Prints how long each took, in microseconds."""
    for number in range(count):
        start = time.perf_counter()
        task.delay(number)
        print(round(1e6 * (time.perf_counter() - start)))
