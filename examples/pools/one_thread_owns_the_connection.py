"""One thread owns the connection; mail comes by queue."""

import asyncio
import queue
import threading
import time


async def main():
    mails = queue.Queue()
    worker = threading.Thread(target=work, args=(mails,))
    worker.start()
    for to in ["ann", "bob"]:
        receipt = asyncio.get_running_loop().create_future()
        mails.put((to, receipt))
        number = await receipt
        print(f"main: {to} has receipt {number}")
    mails.put(None)  # No more mail: `work` leaves its loop.
    await asyncio.to_thread(worker.join)
    print("main: ends")


def work(inbox):
    print("worker: logs in")
    number = 0
    for to, receipt in iter(inbox.get, None):
        number += 1
        print(f"worker: sends to {to}")
        time.sleep(0.1)
        wake = receipt.get_loop().call_soon_threadsafe
        wake(receipt.set_result, number)
    time.sleep(0.2)
    print("worker: logs out")


asyncio.run(main())
