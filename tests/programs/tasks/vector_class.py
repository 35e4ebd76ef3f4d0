import math
import operator


class Vector(tuple):
    """An immutable vector of any dimension."""

    __slots__ = ()

    def __new__(cls, *xs):
        return super().__new__(cls, xs)

    def _zip(self, other, f):
        if len(self) != len(other):
            raise ValueError("dimensions %d and %d" % (len(self), len(other)))
        return Vector(*map(f, self, other))

    def __add__(self, other):
        return self._zip(other, operator.add)

    def __sub__(self, other):
        return self._zip(other, operator.sub)

    def __mul__(self, k):
        return Vector(*(x * k for x in self))

    __rmul__ = __mul__

    def __truediv__(self, k):
        return self * (1 / k)

    def __neg__(self):
        return self * -1

    def __abs__(self):
        return math.hypot(*self)

    def __matmul__(self, other):
        return sum(self._zip(other, operator.mul))

    def __repr__(self):
        return "Vector" + super().__repr__()

    def __bool__(self):
        return any(self)

    x = property(operator.itemgetter(0))
    y = property(operator.itemgetter(1))
    z = property(operator.itemgetter(2))

    def __getattr__(self, name):
        if name and all(c in "xyz" for c in name):
            return Vector(*(self["xyz".index(c)] for c in name))
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def cross(self, o):
        a, b, c = self
        d, e, f = o
        return Vector(b * f - c * e, c * d - a * f, a * e - b * d)

    def angle(self, o):
        return math.degrees(math.acos(self @ o / (abs(self) * abs(o))))

    def unit(self):
        return self / abs(self)


v, w = Vector(3, 4), Vector(1, -2)
print(v + w, v - w, 2 * v, v / 2, -w, abs(v), v @ w, v.x, v.y)
a, b = Vector(1, 2, 3), Vector(4, 5, 6)
print(
    a.cross(b), a.cross(b) @ a, a.zyx, a.xx, round(a.angle(b), 6), a[1:], hash(a) == hash((1, 2, 3))
)
print(bool(Vector(0, 0)), bool(v), sum([a, b], Vector(0, 0, 0)), sorted([b, a])[0], len(a), list(a))
print([round(c, 3) for c in Vector(1, 1, 1).unit()], round(Vector(1, 0).angle(Vector(0, 1))))
for f in (lambda: v + a, lambda: v.size, lambda: v.z):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
