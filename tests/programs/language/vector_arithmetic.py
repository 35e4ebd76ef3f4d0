import math


class Vec:
    """A plane vector with every operator that makes sense."""

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Vec({self.x}, {self.y})"

    def __iter__(self):
        yield self.x
        yield self.y

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __setitem__(self, i, value):
        if i in (0, -2):
            self.x = value
        elif i in (1, -1):
            self.y = value
        else:
            raise IndexError("a vector has two parts")

    def __eq__(self, other):
        return isinstance(other, Vec) and tuple(self) == tuple(other)

    def __hash__(self):
        return hash(tuple(self))

    def __add__(self, other):
        if isinstance(other, Vec):
            return Vec(self.x + other.x, self.y + other.y)
        return NotImplemented

    def __radd__(self, other):
        return self if other == 0 else NotImplemented  # so that sum() works

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __sub__(self, other):
        return self + -other

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __pos__(self):
        return self

    def __mul__(self, k):
        if isinstance(k, (int, float)):
            return Vec(self.x * k, self.y * k)
        return NotImplemented

    __rmul__ = __mul__

    def __imul__(self, k):
        self.x *= k
        self.y *= k
        return self

    def __truediv__(self, k):
        return Vec(self.x / k, self.y / k)

    def __floordiv__(self, k):
        return Vec(self.x // k, self.y // k)

    def __mod__(self, k):
        return Vec(self.x % k, self.y % k)

    def __divmod__(self, k):
        return self // k, self % k

    def __rtruediv__(self, k):
        return Vec(k / self.x, k / self.y)

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __rmatmul__(self, other):
        return Vec(*other) @ self

    def __pow__(self, n, modulo=None):
        return Vec(pow(self.x, n, modulo), pow(self.y, n, modulo))

    def __abs__(self):
        return math.hypot(self.x, self.y)

    def __bool__(self):
        return bool(self.x or self.y)

    def __round__(self, digits=0):
        return Vec(round(self.x, digits), round(self.y, digits))

    def __complex__(self):
        return complex(self.x, self.y)

    def __format__(self, spec):
        if spec.endswith("p"):
            spec = spec[:-1]
            return f"<{abs(self):{spec}}, {math.atan2(self.y, self.x):{spec}}>"
        return f"({self.x:{spec}}, {self.y:{spec}})"


a, b = Vec(3, 4), Vec(1, -2)
print(a + b, a - b, -a, +a, a * 2, 2 * a, a / 2, a // 2, a % 2, divmod(a, 3))
print(a @ b, (1, 1) @ a, a**2, pow(a, 2, 5), abs(a), bool(Vec(0, 0)), round(a / 3, 2), 12 / a)
print(sum([a, b, a]), list(a), a[0], a[-1], a[:], len(a), *a)
c = a
c += b
c *= 10
print(a, c is a, a == Vec(40, 20), a != b, len({Vec(1, 1), Vec(1, 1)}), complex(b))
a[0] = 7
x, y = a
print(x, y, f"{a}", f"{a:.1f}", f"{a:.3fp}", "{:+d}".format(b), format(b, "03d"))
for wrong in (lambda: a + 1, lambda: 1 + a, lambda: a * "x", lambda: a.__setitem__(5, 1), lambda: a < b, lambda: ~a):
    try:
        print(wrong())
    except (TypeError, IndexError) as e:
        print(type(e).__name__, e)
print(a.__add__(b), Vec.__add__(a, b), a.__mul__("x"), Vec.__doc__)
