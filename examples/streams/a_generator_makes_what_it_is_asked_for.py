"""A generator makes its next value when asked."""

from itertools import islice


def main():
    cakes = bake()
    print("main: nothing is baked yet")
    print(f"main: eats cake {next(cakes)}")
    for cake in islice(cakes, 2):
        print(f"main: eats cake {cake}")


def bake():
    cake = 0
    while True:
        cake += 1
        print(f"bake: makes cake {cake}")
        yield cake


main()
