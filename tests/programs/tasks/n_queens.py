# n queens, three ways


def queens(n, cols=()):
    """Yield each placement as a tuple of columns."""
    row = len(cols)
    if row == n:
        yield cols
        return
    for c in range(n):
        if all(c != k and abs(c - k) != row - r for r, k in enumerate(cols)):
            yield from queens(n, cols + (c,))


def count_bits(n):
    full = (1 << n) - 1

    def place(cols, left, right):
        if cols == full:
            return 1
        total = 0
        free = full & ~(cols | left | right)
        while free:
            bit = free & -free
            free ^= bit
            total += place(cols | bit, (left | bit) << 1, (right | bit) >> 1)
        return total

    return place(0, 0, 0)


from itertools import permutations


def golf(n):
    return sum(
        len({a + b for a, b in enumerate(p)}) == len({a - b for a, b in enumerate(p)}) == n
        for p in permutations(range(n))
    )


for n in range(1, 8):
    print(n, len(list(queens(n))), count_bits(n), golf(n))

first = next(queens(8))
for c in first:
    print(" ".join("Q" if i == c else "." for i in range(8)))
print("columns:", first)
