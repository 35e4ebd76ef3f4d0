"""In-place operators as functions, and operators on classes that define them."""
import operator


class Vector:
    def __init__(self, *xs):
        self.xs = list(xs)

    def __iadd__(self, other):
        self.xs = [a + b for a, b in zip(self.xs, other.xs)]
        return self

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.xs, other.xs))

    def __imatmul__(self, k):
        self.xs = [x * k for x in self.xs]
        return self

    def __neg__(self):
        return Vector(*(-x for x in self.xs))

    def __pos__(self):
        return self

    def __abs__(self):
        return sum(x * x for x in self.xs) ** 0.5

    def __invert__(self):
        return Vector(*reversed(self.xs))

    def __index__(self):
        return len(self.xs)

    def __lt__(self, other):
        return abs(self) < abs(other)

    def __repr__(self):
        return f"Vector{tuple(self.xs)}"


v, w = Vector(3, 4), Vector(1, 2)
same = operator.iadd(v, w)
print(same is v, v, operator.matmul(v, w), operator.imatmul(w, 10), operator.neg(v), operator.pos(v) is v, operator.abs(Vector(3, 4)), operator.inv(v))
print(operator.index(v), [10, 20, 30][v], operator.lt(v, w), operator.gt(w, v), hex(v), "abc"[: Vector(1)])
print(operator.iand(6, 3), operator.ifloordiv(7, 2), operator.ilshift(1, 3), operator.imod(7, 4), operator.ior(4, 1), operator.ipow(2, 5), operator.irshift(8, 1), operator.isub(5, 2), operator.itruediv(1, 4), operator.ixor(5, 1))
print(operator.is_not(v, w), operator.ge(2, 2), operator.le(3, 2), operator.iadd((1,), (2,)), operator.imul("ab", 2))
names = {"add": 2, "sub": 2, "neg": 1, "floordiv": 2, "pow": 2}
for name, arity in names.items():
    function = getattr(operator, name)
    print(name, function(*[7, 2][:arity]), end="; ")
print()
try:
    operator.index(2.5)
except TypeError as error:
    print(error)
