"""A sleeper that blocks has a thread of its own."""

import time
from threading import Thread

SLEEPERS = 5


def main():
    start = time.perf_counter()
    naps = [Thread(target=nap) for _ in range(SLEEPERS)]
    for each in naps:
        each.start()
    for each in naps:
        each.join()
    seconds = time.perf_counter() - start
    print(f"{SLEEPERS} naps: {seconds:.1f} s")


def nap():
    time.sleep(1)


main()
