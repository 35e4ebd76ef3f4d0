"""Arbitrary precision by hand: natural numbers as lists of base-1000 limbs, checked against int."""

import random
from functools import total_ordering

BASE = 1000


@total_ordering
class Big:
    def __init__(self, value=0):
        if isinstance(value, Big):
            self._limbs = list(value._limbs)
        elif isinstance(value, str):
            s = value.replace("_", "")
            self._limbs = [int(s[max(0, i - 3) : i]) for i in range(len(s), 0, -3)]
        else:
            self._limbs = []
            while value:
                value, r = divmod(value, BASE)
                self._limbs.append(r)
        self._trim()

    @classmethod
    def _of(cls, limbs):
        new = cls()
        new._limbs = limbs
        new._trim()
        return new

    def _trim(self):
        while self._limbs and self._limbs[-1] == 0:
            self._limbs.pop()

    def __add__(self, other):
        other = Big(other)
        out, carry = [], 0
        for i in range(max(len(self._limbs), len(other._limbs))):
            carry += self._limbs[i] if i < len(self._limbs) else 0
            carry += other._limbs[i] if i < len(other._limbs) else 0
            out.append(carry % BASE)
            carry //= BASE
        if carry:
            out.append(carry)
        return Big._of(out)

    __radd__ = __add__

    def __sub__(self, other):
        other = Big(other)
        if self < other:
            raise ValueError("negative result")
        out, borrow = [], 0
        for i, limb in enumerate(self._limbs):
            d = limb - borrow - (other._limbs[i] if i < len(other._limbs) else 0)
            borrow = int(d < 0)
            out.append(d + BASE * borrow)
        return Big._of(out)

    def __mul__(self, other):
        other = Big(other)
        out = [0] * (len(self._limbs) + len(other._limbs) + 1)
        for i, a in enumerate(self._limbs):
            carry = 0
            for j, b in enumerate(other._limbs):
                cur = out[i + j] + a * b + carry
                out[i + j] = cur % BASE
                carry = cur // BASE
            out[i + len(other._limbs)] += carry
        return Big._of(out)

    __rmul__ = __mul__

    def __pow__(self, n):
        result, square = Big(1), self
        while n:
            if n & 1:
                result = result * square
            square, n = square * square, n >> 1
        return result

    def __divmod__(self, small):
        out, rem = [], 0
        for limb in reversed(self._limbs):
            q, rem = divmod(rem * BASE + limb, small)
            out.append(q)
        return Big._of(out[::-1]), rem

    def __floordiv__(self, small):
        return divmod(self, small)[0]

    def __mod__(self, small):
        return divmod(self, small)[1]

    def __eq__(self, other):
        return self._limbs == Big(other)._limbs

    def __lt__(self, other):
        other = Big(other)
        if len(self._limbs) != len(other._limbs):
            return len(self._limbs) < len(other._limbs)
        return self._limbs[::-1] < other._limbs[::-1]

    def __hash__(self):
        return hash(tuple(self._limbs))

    def __int__(self):
        n = 0
        for limb in reversed(self._limbs):
            n = n * BASE + limb
        return n

    def __str__(self):
        if not self._limbs:
            return "0"
        head, *rest = reversed(self._limbs)
        return str(head) + "".join(f"{limb:03d}" for limb in rest)

    def __repr__(self):
        return f"Big('{self}')"


print("2**200 =", Big(2) ** 200)
factorial = Big(1)
for i in range(2, 41):
    factorial *= i
print("40! =", factorial)
print(repr(Big("1_000_000") - 1), Big(7) + 3, 5 * Big(20), sum([Big(1), Big(2)]))
print(divmod(Big(10) ** 20 + 7, 13), Big(10) ** 20 % 7)
print(Big(5) < 6, Big(1000) >= 999, max(Big(3), Big(30), Big(20)), {Big(1), Big(1)})
try:
    Big(3) - 4
except ValueError as e:
    print("error:", e)

rng = random.Random(42)
for _ in range(200):
    a, b, c = rng.randrange(10**30), rng.randrange(10**20), rng.randrange(1, 999)
    assert int(Big(a) + b) == a + b
    assert int(Big(a) * b) == a * b
    assert int(Big(max(a, b)) - min(a, b)) == abs(a - b)
    assert divmod(Big(a), c) == (a // c, a % c)
print("200 random checks passed")
