from itertools import count, islice, takewhile
import random


def sieve(n):
    marks = bytearray([1]) * (n + 1)
    marks[:2] = b"\0\0"
    for i in range(2, int(n**0.5) + 1):
        if marks[i]:
            marks[i * i :: i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, m in enumerate(marks) if m]


def endless():
    """Incremental sieve of a dictionary of multiples."""
    multiples = {}
    for n in count(2):
        p = multiples.pop(n, None)
        if p is None:
            yield n
            multiples[n * n] = n
        else:
            m = n + p
            while m in multiples:
                m += p
            multiples[m] = p


def functional(numbers):
    p = next(numbers)
    yield p
    yield from functional(filter(lambda n, p=p: n % p, numbers))


def miller_rabin(n, witnesses=(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
    if n < 2:
        return False
    for p in witnesses:
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in witnesses:
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def pollard(n, rng):
    if n % 2 == 0:
        return 2
    from math import gcd

    while True:
        c = rng.randrange(1, n)
        x = y = rng.randrange(n)
        d = 1
        while d == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            d = gcd(abs(x - y), n)
        if d != n:
            return d


def factor(n, rng=random.Random(1)):
    if n == 1:
        return []
    if miller_rabin(n):
        return [n]
    d = pollard(n, rng)
    return sorted(factor(d) + factor(n // d))


print(sieve(50))
print(len(sieve(100_000)), sum(sieve(10_000)))
print(list(islice(endless(), 1000, 1005)))
print(list(takewhile(lambda p: p < 60, functional(count(2)))))
assert [n for n in range(2000) if miller_rabin(n)] == sieve(1999)
for n in (561, 2**31 - 1, 2**61 - 1, 10**18 + 9, 3215031751):
    print(n, "prime" if miller_rabin(n) else "composite")
for n in (360, 8051, 600851475143, 2**32 + 1, 1000003 * 999983):
    print(n, "=", " * ".join(map(str, factor(n))))
p = sieve(1000)
gaps = [b - a for a, b in zip(p, p[1:])]
print("largest gap below 1000:", max(gaps), "after", p[gaps.index(max(gaps))])
