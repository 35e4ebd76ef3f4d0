from itertools import zip_longest


class Poly:
    """Polynomials with whole coefficients, lowest first."""

    __slots__ = ("_c",)

    def __init__(self, *coefficients):
        c = list(coefficients)
        while c and c[-1] == 0:
            c.pop()
        object.__setattr__(self, "_c", tuple(c))

    def __setattr__(self, name, value):
        raise AttributeError("polynomials do not change")

    @classmethod
    def from_roots(cls, *roots):
        p = cls(1)
        for r in roots:
            p *= cls(-r, 1)
        return p

    @property
    def degree(self):
        return len(self._c) - 1

    def __call__(self, x):
        result = 0
        for c in reversed(self._c):
            result = result * x + c
        return result

    @staticmethod
    def _lift(value):
        if isinstance(value, Poly):
            return value
        return Poly(value) if isinstance(value, (int, float)) else NotImplemented

    def __add__(self, other):
        if (other := self._lift(other)) is NotImplemented:
            return NotImplemented
        return Poly(*(a + b for a, b in zip_longest(self._c, other._c, fillvalue=0)))

    __radd__ = __add__

    def __neg__(self):
        return Poly(*(-c for c in self._c))

    def __sub__(self, other):
        return self + -self._lift(other)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        other = self._lift(other)
        if other is NotImplemented:
            return other
        out = [0] * (len(self._c) + len(other._c))
        for i, a in enumerate(self._c):
            for j, b in enumerate(other._c):
                out[i + j] += a * b
        return Poly(*out)

    __rmul__ = __mul__

    def __pow__(self, n):
        result = Poly(1)
        for _ in range(n):
            result = result * self
        return result

    def __divmod__(self, other):
        quotient, rest = Poly(), self
        while rest and rest.degree >= other.degree:
            step = Poly(*[0] * (rest.degree - other.degree), rest._c[-1] // other._c[-1])
            if not step:
                break
            quotient, rest = quotient + step, rest - step * other
        return quotient, rest

    def __floordiv__(self, other):
        return divmod(self, other)[0]

    def __mod__(self, other):
        return divmod(self, other)[1]

    def __eq__(self, other):
        other = self._lift(other)
        return NotImplemented if other is NotImplemented else self._c == other._c

    def __hash__(self):
        return hash(self._c)

    def __bool__(self):
        return bool(self._c)

    def __getitem__(self, power):
        return self._c[power] if 0 <= power < len(self._c) else 0

    def derivative(self):
        return Poly(*[i * c for i, c in enumerate(self._c)][1:])

    def __str__(self):
        if not self:
            return "0"
        text = ""
        for power, c in reversed(list(enumerate(self._c))):
            if c == 0:
                continue
            sign = "-" if c < 0 else "+" if text else ""
            size = "" if abs(c) == 1 and power else str(abs(c))
            var = "" if power == 0 else "x" if power == 1 else f"x^{power}"
            text += f" {sign} {size}{var}" if text else f"{sign}{size}{var}"
        return text

    def __repr__(self):
        return f"Poly{self._c}"


p, q = Poly(1, -3, 0, 2), Poly(-1, 1)
print(p, q, -p, p + q, p - q, p * q, q ** 3, 2 * p, 1 - q, p + 0.5, sep=" ; ")
print(divmod(p, q), p // q, p % q, p(2), p(1), [p(x) for x in range(-2, 3)])
print(Poly.from_roots(1, 2, 3), p.derivative(), p.degree, Poly(0, 0), repr(Poly()), Poly(5) == 5, p == "p")
print({Poly(1): "one"}[Poly(1, 0)], p[3], p[99], bool(Poly()), sum([p, q, 1]))
for wrong in (lambda: setattr(p, "_c", ()), lambda: p + "x", lambda: "x" * p, lambda: p < q):
    try:
        wrong()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
