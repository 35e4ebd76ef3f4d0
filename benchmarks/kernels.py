"""Ten programs to time guarded code with. Each defines ``run()``; none imports anything.

They are written so that stock RestrictedPython takes them too: it refuses ``a.x += 1`` and
``a[i] += 1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

KERNELS: Final[Mapping[str, str]] = {
    "fib": """
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def run():
    return fib(20)
""",
    "loop arithmetic": """
def run():
    a = 0
    b = 1
    for i in range(60000):
        a = (a * 31 + i) % 1000003
        b = b ^ a
    return b
""",
    "inplace loop": """
def run():
    total = 0
    for i in range(60000):
        total += i
        total -= 3
        total ^= 5
    return total
""",
    "n-body with classes": """
class Body:
    def __init__(self, x, v, m):
        self.x = x
        self.v = v
        self.m = m
def run():
    bodies = [Body(i * 1.5, i * 0.3 - 1.0, 1.0 + i) for i in range(5)]
    for step in range(300):
        for a in bodies:
            for b in bodies:
                if a is not b:
                    d = b.x - a.x
                    a.v = a.v + b.m * d / (d * d + 0.01) * 0.001
        for a in bodies:
            a.x = a.x + a.v * 0.001
    return bodies[0].x
""",
    "comprehensions": """
def run():
    squares = [i * i for i in range(20000)]
    even = {i: s for i, s in enumerate(squares) if s % 2 == 0}
    return sum(v for v in even.values()) + len({s % 97 for s in squares})
""",
    "string building": """
def run():
    words = []
    for i in range(8000):
        words.append("w" + str(i) + "-" + str(i * 7))
    text = " ".join(words)
    return len(text.upper().replace("W", "v").split(" "))
""",
    "spectral norm": """
def a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)
def run():
    n = 40
    u = [1.0] * n
    for _ in range(2):
        v = [sum([a(i, j) * u[j] for j in range(n)]) for i in range(n)]
        u = [sum([a(j, i) * v[j] for j in range(n)]) for i in range(n)]
    return sum(u)
""",
    "sort with a key": """
def run():
    values = [(i * 7919) % 10007 for i in range(10000)]
    pairs = sorted([(v % 13, v) for v in values], key=lambda p: (p[0], -p[1]))
    values.sort()
    return pairs[0][1] + values[5000]
""",
    "generators": """
def numbers(n):
    for i in range(n):
        yield i * 3
def pairs(items):
    for i in items:
        yield i + 1
def run():
    total = 0
    for v in pairs(numbers(30000)):
        total = total + v
    return total
""",
    "word count": """
def run():
    words = ("the quick brown fox jumps over the lazy dog " * 700).split()
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    lengths = {}
    for word, count in counts.items():
        lengths.setdefault(len(word), []).append((count, word))
    return sum(len(found) for found in lengths.values())
""",
}


def module(lines: int = 500) -> str:
    """Return the source of a module of about `lines` lines, of functions and classes."""
    unit = '''
class Order{n}:
    """One order."""
    def __init__(self, name, count, price):
        self.name = name
        self.count = count
        self.price = price
    def total(self, discount=0.0):
        value = self.count * self.price
        if discount > 0:
            value = value * (1 - discount)
        return round(value, 2)

def summary{n}(orders, limit=10):
    found = {{}}
    for order in orders:
        if order.count > limit:
            key = order.name.lower()
            found[key] = found.get(key, 0) + order.total()
    names = [name for name in sorted(found) if found[name] > 1.5]
    try:
        first, *rest = names
    except ValueError:
        return ""
    return f"{{first}}: {{found[first]:.2f}}" + ", ".join(rest)
'''
    return "".join(unit.format(n=n) for n in range(lines // unit.count("\n")))
