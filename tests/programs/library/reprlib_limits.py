"""Short representations of large objects."""
import reprlib
from reprlib import Repr, recursive_repr

print(reprlib.repr(list(range(20))), reprlib.repr("x" * 100), reprlib.repr(10**100))
print(reprlib.repr({n: n for n in range(10)}), reprlib.repr(set(range(10))), reprlib.repr((1, 2)))

short = Repr()
short.maxlist = 3
short.maxstring = 12
short.maxlevel = 2
print(short.repr(list("abcdefgh")), short.repr("a sentence of some length"), short.repr([[[[1]]]]))


class Rounded(Repr):
    def repr_float(self, obj, level):
        return f"{obj:.2f}"

    def repr_Point(self, obj, level):
        return f"<{self.repr1(obj.x, level - 1)}|{self.repr1(obj.y, level - 1)}>"


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


print(Rounded().repr([3.14159, 2.71828]), Rounded().repr(Point(1.005, "y" * 50)))


class Folder:
    def __init__(self, name):
        self.name, self.inside = name, []

    @recursive_repr(fillvalue="(again)")
    def __repr__(self):
        return f"{self.name}/{{{', '.join(map(repr, self.inside))}}}"


home, link = Folder("home"), Folder("link")
home.inside += [1, link]
link.inside.append(home)
print(home)
print(link)
