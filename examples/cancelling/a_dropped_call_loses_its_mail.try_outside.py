"""A call that takes mail, and does no more, loses none."""

import asyncio


async def main():
    inbox = asyncio.Queue()
    for mail in range(1, 4):
        await inbox.put(mail)
    patience = 0.1
    for attempt in range(1, 4):
        try:
            async with asyncio.timeout(patience):
                mail = await next_mail(inbox)
        except TimeoutError:
            print(f"attempt {attempt}: too slow")
            continue
        await asyncio.sleep(0.3)  # Spam?
        print(f"attempt {attempt}: got mail {mail}")
    print(f"{inbox.qsize()} left in the inbox")


async def next_mail(inbox):
    mail = await inbox.get()
    return mail


asyncio.run(main())
