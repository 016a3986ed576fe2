"""Two threads compute in turn."""

import asyncio
from math import isqrt

LIMIT = 500_000


async def main():
    a, b = await asyncio.gather(job(3), job(5))
    print(f"{a + b} odd primes")


async def job(first):
    return await asyncio.to_thread(count, first)


def count(first):
    """Counts the primes among every fourth number."""
    numbers = range(first, LIMIT, 4)
    return sum(is_prime(n) for n in numbers)


def is_prime(n):
    divisors = range(3, isqrt(n) + 1, 2)
    return all(n % d != 0 for d in divisors)


if __name__ == "__main__":
    asyncio.run(main())
