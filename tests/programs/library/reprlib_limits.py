"""Short representations of large objects."""
import reprlib
from reprlib import Repr, recursive_repr

print(reprlib.repr(list(range(20))), reprlib.repr("x" * 100), reprlib.repr(10**100))
print(reprlib.repr({n: n for n in range(10)}), reprlib.repr(set(range(10))), reprlib.repr((1, 2)))

short = Repr()
short.maxlist = 3
short.maxstring = 12
short.maxlevel = 2
print(short.repr(list("abcdefgh")), short.repr("The quick brown fox"), short.repr([[[[1]]]]))


class MyRepr(Repr):
    def repr_float(self, obj, level):
        return f"{obj:.2f}"

    def repr_Point(self, obj, level):
        return f"<{self.repr1(obj.x, level - 1)}|{self.repr1(obj.y, level - 1)}>"


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


print(MyRepr().repr([3.14159, 2.71828]), MyRepr().repr(Point(1.005, "y" * 50)))


class MyList(list):
    @recursive_repr(fillvalue="<...>")
    def __repr__(self):
        return "<" + "|".join(map(repr, self)) + ">"


m = MyList("abc")
m.append(m)
m.append("x")
print(m)
