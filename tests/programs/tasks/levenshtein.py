from functools import lru_cache, reduce


@lru_cache(maxsize=None)
def distance(a, b):
    if not a or not b:
        return len(a) + len(b)
    if a[0] == b[0]:
        return distance(a[1:], b[1:])
    return 1 + min(distance(a[1:], b), distance(a, b[1:]), distance(a[1:], b[1:]))


# the one-liner people show off with
lev = lambda a, b: reduce(
    lambda p, c: reduce(
        lambda r, q: r + [min(r[-1] + 1, p[q[0] + 1] + 1, p[q[0]] + (q[1] != c[1]))],
        enumerate(a),
        [c[0] + 1],
    ),
    enumerate(b),
    list(range(len(a) + 1)),
)[-1]


def edits(a, b):
    """The edit script, from the full table."""
    t = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i == 0 or j == 0:
                t[i][j] = i + j
            else:
                t[i][j] = min(
                    t[i - 1][j] + 1, t[i][j - 1] + 1, t[i - 1][j - 1] + (a[i - 1] != b[j - 1])
                )
    i, j, ops = len(a), len(b), []
    while i or j:
        if i and j and t[i][j] == t[i - 1][j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            ops.append(" " + a[i] if a[i] == b[j] else f"{a[i]}>{b[j]}")
        elif i and t[i][j] == t[i - 1][j] + 1:
            i -= 1
            ops.append("-" + a[i])
        else:
            j -= 1
            ops.append("+" + b[j])
    return ops[::-1]


for a, b in [
    ("hammer", "rummage"),
    ("orchard", "richards"),
    ("", "abc"),
    ("stone", "tones"),
    ("same", "same"),
]:
    print(f"{a or '(empty)'} -> {b}: {distance(a, b)} {lev(a, b)}  {' '.join(edits(a, b))}")
info = distance.cache_info()
print(info.hits > 0, info.maxsize, info.currsize == info.misses)
distance.cache_clear()
print(distance.cache_info())
