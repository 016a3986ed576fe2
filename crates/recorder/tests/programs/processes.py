"""Two jobs for one process: the second waits for the first."""

import asyncio
import time
from concurrent.futures import ProcessPoolExecutor


async def main():
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(max_workers=1)
    jobs = [loop.run_in_executor(pool, slow, name) for name in "ab"]
    print(await asyncio.gather(*jobs))
    pool.shutdown(wait=False)


def slow(name):
    time.sleep(0.3)
    return name


if __name__ == "__main__":
    asyncio.run(main())
