"""Of two futures that are done, `wait` returns both."""

import asyncio


async def main():
    first, second = 0, 0
    for _ in range(100):
        a, b = answer(), answer()
        done, pending = await asyncio.wait(
            [a, b], return_when=asyncio.FIRST_COMPLETED
        )
        first += a in done
        second += b in done
    if first > 0:
        print("the first has won")
    if second > 0:
        print("the second has won")
    winners = (first + second) // 100
    print(f"winners in a round: {winners}")


def answer():
    future = asyncio.get_running_loop().create_future()
    future.set_result(None)
    return future


asyncio.run(main())
