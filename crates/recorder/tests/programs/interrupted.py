"""Ctrl-C while the program blocks."""

import signal
import time

signal.setitimer(signal.ITIMER_REAL, 0.2)
signal.signal(signal.SIGALRM, signal.default_int_handler)
print("sleeps", flush=True)
time.sleep(60)
