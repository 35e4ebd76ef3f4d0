"""Longest common subsequence, a diff from it, and the same with difflib."""

import difflib

OLD = """\
def area(r):
    pi = 3.14
    return pi * r * r

print(area(2))
"""
NEW = """\
import math

def area(r):
    return math.pi * r * r

def ring(a, b):
    return area(a) - area(b)

print(area(2))
"""


def lcs(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            table[i][j] = (
                table[i + 1][j + 1] + 1 if a[i] == b[j] else max(table[i + 1][j], table[i][j + 1])
            )
    return table


def diff(a, b):
    t = lcs(a, b)
    i = j = 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]:
            yield "  " + a[i]
            i, j = i + 1, j + 1
        elif j == len(b) or (i < len(a) and t[i + 1][j] >= t[i][j + 1]):
            yield "- " + a[i]
            i += 1
        else:
            yield "+ " + b[j]
            j += 1


def lcs_string(a, b):
    t, i, j, out = lcs(a, b), 0, 0, []
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            out.append(a[i])
            i += 1
            j += 1
        elif t[i + 1][j] >= t[i][j + 1]:
            i += 1
        else:
            j += 1
    return "".join(out)


print(lcs_string("a river in winter", "driving rain"), lcs_string("31415926", "27182818"))
old, new = OLD.splitlines(), NEW.splitlines()
print("\n".join(diff(old, new)))
print(
    "".join(
        difflib.unified_diff(
            OLD.splitlines(keepends=True), NEW.splitlines(keepends=True), "old.py", "new.py", n=1
        )
    ),
    end="",
)
sm = difflib.SequenceMatcher(None, "walking stick", "a talking trick")
print(round(sm.ratio(), 4))
for tag, i1, i2, j1, j2 in sm.get_opcodes():
    print(f"{tag:8} {sm.a[i1:i2]!r} -> {sm.b[j1:j2]!r}")
block = sm.find_longest_match(0, len(sm.a), 0, len(sm.b))
print(block, block.size)
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))
print("\n".join(difflib.ndiff(["one", "two"], ["one", "tow"])))
