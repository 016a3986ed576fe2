"""A task for each request loses an update again."""

import asyncio


async def main():
    queue = asyncio.Queue(maxsize=10)
    owner = asyncio.create_task(own(queue))
    ann = draw("ann", 300, queue)
    bob = draw("bob", 100, queue)
    await asyncio.gather(ann, bob)
    await queue.put(None)
    await owner


async def draw(who, amount, queue):
    reply = asyncio.get_running_loop().create_future()
    await queue.put((amount, reply))
    print(f"{who} gets {await reply}")


async def own(queue):
    account = {"balance": 350}
    tasks = []
    while ask := await queue.get():
        serving = serve(account, *ask)
        tasks.append(asyncio.create_task(serving))


async def serve(account, amount, reply):
    gets = 0 if amount > account["balance"] else amount
    await asyncio.sleep(amount / 1000)
    account["balance"] -= gets
    print(f"balance: {account['balance']}")
    reply.set_result(gets)


asyncio.run(main())
