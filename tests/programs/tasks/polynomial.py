from itertools import zip_longest


class Poly:
    """Polynomials with integer or float coefficients, lowest degree first."""

    def __init__(self, *coefficients):
        c = list(coefficients)
        while c and c[-1] == 0:
            c.pop()
        self.c = tuple(c)

    @classmethod
    def from_roots(cls, *roots):
        p = cls(1)
        for r in roots:
            p *= cls(-r, 1)
        return p

    @property
    def degree(self):
        return len(self.c) - 1

    def __call__(self, x):
        total = 0
        for a in reversed(self.c):
            total = total * x + a
        return total

    def __add__(self, other):
        return Poly(*(a + b for a, b in zip_longest(self.c, other.c, fillvalue=0)))

    def __sub__(self, other):
        return self + other * -1

    def __mul__(self, other):
        if not isinstance(other, Poly):
            return Poly(*(a * other for a in self.c))
        out = [0] * (len(self.c) + len(other.c))
        for i, a in enumerate(self.c):
            for j, b in enumerate(other.c):
                out[i + j] += a * b
        return Poly(*out)

    __rmul__ = __mul__

    def __divmod__(self, other):
        if not other.c:
            raise ZeroDivisionError("division by the zero polynomial")
        rest, quotient = list(self.c), [0] * max(0, self.degree - other.degree + 1)
        while len(rest) >= len(other.c):
            k = rest[-1] / other.c[-1]
            if k == int(k):
                k = int(k)
            at = len(rest) - len(other.c)
            quotient[at] = k
            for i, b in enumerate(other.c):
                rest[at + i] -= k * b
            rest.pop()
        return Poly(*quotient), Poly(*rest)

    def __floordiv__(self, other):
        return divmod(self, other)[0]

    def __mod__(self, other):
        return divmod(self, other)[1]

    def __eq__(self, other):
        return isinstance(other, Poly) and self.c == other.c

    def __hash__(self):
        return hash(self.c)

    def __getitem__(self, i):
        return self.c[i] if 0 <= i < len(self.c) else 0

    def __iter__(self):
        return iter(self.c)

    def derivative(self):
        return Poly(*[i * a for i, a in enumerate(self.c)][1:])

    def newton(self, x, steps=40):
        d = self.derivative()
        for _ in range(steps):
            new = x - self(x) / d(x)
            if abs(new - x) < 1e-12:
                break
            x = new
        return x

    def __str__(self):
        parts = []
        for i, a in reversed(list(enumerate(self.c))):
            if a:
                x = "" if i == 0 else "x" if i == 1 else f"x^{i}"
                number = "" if abs(a) == 1 and x else f"{abs(a):g}"
                parts.append(("- " if a < 0 else "+ ") + number + x)
        text = " ".join(parts) or "0"
        return text[2:] if text.startswith("+ ") else text.replace("- ", "-", 1)


p = Poly(-6, 11, -6, 1)
q = Poly(-2, 1)
print("p =", p, "| q =", q)
for name, r in [
    ("p+q", p + q),
    ("p-q", p - q),
    ("p*q", p * q),
    ("3*q", 3 * q),
    ("p//q", p // q),
    ("p%q", p % q),
    ("p'", p.derivative()),
    ("p-p", p - p),
]:
    print(f"{name:5}= {r}")
print([p(x) for x in range(5)], p == Poly.from_roots(1, 2, 3), p[3], p[9], list(q))
print(f"sqrt 2 = {Poly(-2, 0, 1).newton(1.0):.10f}")
d, m = divmod(Poly(-42, 0, -12, 1), Poly(-3, 1))
print(d, "rest", m)
try:
    p % Poly()
except ZeroDivisionError as e:
    print(e)
