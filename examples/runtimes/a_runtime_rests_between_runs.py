"""Between two runs, a loop stands still."""

import asyncio
import time


def main():
    with asyncio.Runner() as runner:
        print("main: first run")
        task = runner.get_loop().create_task(work())
        runner.run(pause())
        time.sleep(0.8)
        print(f"main: done? {str(task.done()).lower()}")
        print("main: second run")
        answer = runner.run(finish(task))
        print(f"main: {answer}")


async def work():
    print("work: begin")
    await asyncio.sleep(0.5)
    print("work: end")
    return 42


async def pause():
    await asyncio.sleep(0.1)


async def finish(task):
    return await task


main()
