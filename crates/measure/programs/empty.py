"""What every program with a loop has to do."""

import asyncio


async def main():
    pass


asyncio.run(main())
