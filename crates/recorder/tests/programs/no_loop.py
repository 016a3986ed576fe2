"""No event loop: a pool, a thread, and the main thread that waits for them."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


def slow(name, seconds):
    time.sleep(seconds)
    return name


with ThreadPoolExecutor(max_workers=1) as pool:
    jobs = [pool.submit(slow, name, 0.1) for name in "ab"]
    print(jobs[1].result())
thread = threading.Thread(target=slow, args=("c",), kwargs={"seconds": 0.1})
thread.start()
thread.join()
print("joined")
