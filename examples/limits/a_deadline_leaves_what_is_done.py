"""What is done before the deadline is in the first set."""

import asyncio


async def main():
    fetches = [
        fetch("a", 100),
        fetch("b", 200),
        fetch("c", 600),
    ]
    tasks = [asyncio.create_task(it) for it in fetches]
    done, left = await asyncio.wait(tasks, timeout=0.4)
    names = sorted(task.result() for task in done)
    names = " ".join(names)
    print(f"done: [{names}], left: {len(left)}")


async def fetch(name, millis):
    await asyncio.sleep(millis / 1000)
    print(f"{name} is there")
    return name


asyncio.run(main())
