"""The executor is made with a size and a name."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


async def main():
    pool = ThreadPoolExecutor(
        max_workers=2,
        thread_name_prefix="email",
    )
    start = time.monotonic()
    loop = asyncio.get_running_loop()
    mails = [
        loop.run_in_executor(pool, send) for _ in range(4)
    ]
    done = await asyncio.gather(*mails)
    rounds = int((time.monotonic() - start) / 0.3)
    print(f"rounds of 0.3 s: {rounds}")

    names = sorted(set(done))
    print(f"threads: {', '.join(names)}")


def send():
    time.sleep(0.3)
    return threading.current_thread().name


asyncio.run(main())
