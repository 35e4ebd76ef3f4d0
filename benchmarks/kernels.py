"""The ten programs to time guarded code with. Each defines ``run()``; none imports anything.

Most are written so that stock RestrictedPython takes them too: it refuses ``a.x += 1`` and
``a[i] += 1``. The one with private attributes and ``super()``, as people write classes, it is given
in its own words; see ``for_stock``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

KERNELS: Final[Mapping[str, str]] = {
    "arithmetic": """
def run():
    a = 0
    b = 1
    total = 0
    for i in range(40000):
        a = (a * 31 + i) % 1000003
        b = b ^ a
        total += b & 255
        total -= i // 3
    return a + b + total
""",
    "attribute-heavy classes": """
class Account:
    def __init__(self, owner, balance):
        self._owner = owner
        self._balance = balance
        self._moves = []
    def worth(self):
        return self._balance
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("an amount is positive")
        self._balance = self._balance + amount
        self._moves.append(amount)
    def withdraw(self, amount):
        if self._balance < amount:
            return False
        self._balance = self._balance - amount
        self._moves.append(-amount)
        return True
class Savings(Account):
    def __init__(self, owner, balance, rate):
        super().__init__(owner, balance)
        self._rate = rate
    def year(self):
        self.deposit(int(self._balance * self._rate) + 1)
class Bank:
    def __init__(self):
        self._accounts = {}
        self._by_owner = []
    def open(self, owner, balance):
        account = Savings(owner, balance, 0.03)
        self._accounts[owner] = account
        self._by_owner.append(owner)
        return account
    def move(self, source, target, amount):
        if self._accounts[source].withdraw(amount):
            self._accounts[target].deposit(amount)
    def total(self):
        return sum([account.worth() for account in self._accounts.values()])
def run():
    bank = Bank()
    for i in range(100):
        bank.open("owner " + str(i), 1000 + i).year()
    for i in range(3000):
        bank.move("owner " + str(i % 100), "owner " + str(i * 7 % 100), i % 50 + 1)
    return bank.total()
""",
    "n-body": """
class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x = x
        self.y = y
        self.z = z
        self.vx = vx
        self.vy = vy
        self.vz = vz
        self.mass = mass
def advance(bodies, pairs, dt):
    for a, b in pairs:
        dx = a.x - b.x
        dy = a.y - b.y
        dz = a.z - b.z
        force = dt / ((dx * dx + dy * dy + dz * dz) ** 1.5)
        ours = b.mass * force
        theirs = a.mass * force
        a.vx = a.vx - dx * ours
        a.vy = a.vy - dy * ours
        a.vz = a.vz - dz * ours
        b.vx = b.vx + dx * theirs
        b.vy = b.vy + dy * theirs
        b.vz = b.vz + dz * theirs
    for body in bodies:
        body.x = body.x + dt * body.vx
        body.y = body.y + dt * body.vy
        body.z = body.z + dt * body.vz
def run():
    bodies = []
    for i in range(5):
        bodies.append(Body(i * 1.5, i * 0.7, i - 2.0, i * 0.3 - 1.0, 0.1, 0.2 * i, 1.0 + i))
    pairs = [(bodies[i], bodies[j]) for i in range(5) for j in range(i)]
    for step in range(200):
        advance(bodies, pairs, 0.001)
    return bodies[0].x
""",
    "comprehension": """
def run():
    squares = [i * i for i in range(20000)]
    even = {i: s for i, s in enumerate(squares) if s % 2 == 0}
    grid = [[x * y for x in range(30)] for y in range(30)]
    flat = [cell for row in grid for cell in row if cell % 3]
    return sum(v for v in even.values()) + len({s % 97 for s in squares}) + sum(flat)
""",
    "strings": """
def run():
    words = []
    for i in range(4000):
        words.append(f"w{i}-{i * 7:05d}")
        words.append("/".join([str(i), str(i % 3)]))
        words.append("%s:%d" % ("n", i))
    text = " ".join(words)
    upper = text.upper().replace("W", "v")
    vowels = sum([1 for c in upper[:4000] if c in "AEIOUN"])
    return len(upper.split(" ")) + vowels + upper.count("12")
""",
    "sort": """
def run():
    values = [(i * 7919) % 10007 for i in range(10000)]
    pairs = sorted([(v % 13, v) for v in values], key=lambda p: (p[0], -p[1]))
    values.sort()
    small = values[:300][::-1]
    for i in range(1, len(small)):
        item = small[i]
        j = i - 1
        while j >= 0 and small[j] > item:
            small[j + 1] = small[j]
            j = j - 1
        small[j + 1] = item
    return pairs[0][1] + values[5000] + small[7]
""",
    "generators": """
def numbers(n):
    for i in range(n):
        yield i * 3
def pairs(items):
    for i in items:
        yield i + 1
def walk(tree):
    if tree:
        yield from walk(tree[0])
        yield tree[1]
        yield from walk(tree[2])
def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return (build(low, middle), middle, build(middle + 1, high))
def run():
    total = 0
    for v in pairs(numbers(20000)):
        total = total + v
    return total + sum(walk(build(0, 500)))
""",
    "dict-heavy counting": """
def run():
    words = ("the quick brown fox jumps over the lazy dog and runs away from it " * 500).split()
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    follows = {}
    before = ""
    for word in words:
        if before not in follows:
            follows[before] = {}
        follows[before][word] = follows[before].get(word, 0) + 1
        before = word
    lengths = {}
    for word, count in counts.items():
        lengths.setdefault(len(word), []).append((count, word))
    return sum([len(found) for found in lengths.values()]) + len(follows) + follows["the"]["lazy"]
""",
    "matrix multiply": """
def multiply(a, b):
    n, m, k = len(a), len(b), len(b[0])
    result = [[0] * k for _ in range(n)]
    for i in range(n):
        row = a[i]
        into = result[i]
        for j in range(k):
            total = 0
            for x in range(m):
                total = total + row[x] * b[x][j]
            into[j] = total
    return result
def run():
    a = [[(i * j) % 7 for j in range(32)] for i in range(32)]
    b = [[(i + j) % 5 for j in range(32)] for i in range(32)]
    return sum([sum(row) for row in multiply(a, b)])
""",
    "recursion": """
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def hanoi(n, source, target, spare):
    if n == 0:
        return 0
    return hanoi(n - 1, source, spare, target) + 1 + hanoi(n - 1, spare, target, source)
def queens(n, row, columns, down, up):
    if row == n:
        return 1
    found = 0
    for c in range(n):
        if c not in columns and row + c not in down and row - c not in up:
            found = found + queens(n, row + 1, columns | {c}, down | {row + c}, up | {row - c})
    return found
def run():
    return fib(18) + hanoi(11, "a", "b", "c") + queens(6, 0, set(), set(), set())
""",
}


def for_stock(source: str) -> str:
    """Return a kernel in the words that stock RestrictedPython accepts."""
    plainer = re.sub(r"\._(?=[a-z])", ".", source)
    return plainer.replace(
        "super().__init__(owner, balance)",
        "self.owner = owner; self.balance = balance; self.moves = []",
    )


def module(lines: int = 500) -> str:
    """Return the source of a module of about `lines` lines, of functions and classes."""
    return _repeated(_ORDERS, lines)


def private_module(lines: int = 500) -> str:
    """Return a module where nearly every line reads or writes a private attribute of ``self``."""
    return _repeated(_ACCOUNTS, lines)


def _repeated(unit: str, lines: int) -> str:
    return "".join(unit.replace("#", str(n)) for n in range(lines // unit.count("\n")))


_ORDERS = '''
class Order#:
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

def summary#(orders, limit=10):
    found = {}
    for order in orders:
        if order.count > limit:
            key = order.name.lower()
            found[key] = found.get(key, 0) + order.total()
    names = [name for name in sorted(found) if found[name] > 1.5]
    try:
        first, *rest = names
    except ValueError:
        return ""
    return f"{first}: {found[first]:.2f}" + ", ".join(rest)
'''

_ACCOUNTS = '''
class Account#:
    """An account."""
    _count = 0
    def __init__(self, owner, balance=0):
        self._owner = owner
        self._balance = balance
        self.__history = []
        self._limits = {"day": 100}
    @property
    def owner(self):
        return self._owner
    @property
    def balance(self):
        return self._balance
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("an amount is positive")
        self._balance += amount
        self.__history.append(("in", amount))
        return self._balance
    def withdraw(self, amount):
        if self._balance - amount < self._limits["day"]:
            raise ValueError("more than a day allows")
        self._balance -= amount
        self.__history.append(("out", amount))
    def history(self):
        return list(self.__history)
    def merge(self, other):
        self._balance += other._balance
        other._balance = 0
        self._owner = f"{self._owner} and {other._owner}"
        Account#._count += 1
    def __repr__(self):
        return f"Account({self._owner!r}, {self._balance})"
'''
