"""A beat is a loop that sleeps and pushes."""

import os
import sys
import time

from celery import Celery
from celery.beat import Scheduler

SERVER = os.environ.get("REDIS_SERVER") or sys.exit(
    "set REDIS_SERVER"
)
app = Celery("mails", broker=SERVER)
entry = {"task": "digest", "schedule": 1.0}
app.conf.beat_schedule = {"each second": entry}


class Beat(Scheduler):
    def apply_entry(self, entry, producer=None):
        super().apply_entry(entry, producer)
        print(f"beat: {entry.task} is due", flush=True)


def main():
    beat = Beat(app)
    end = time.monotonic() + 3.5
    while time.monotonic() < end:
        time.sleep(max(0, beat.tick()))


main()
