"""Private names in every place a name can stand."""
from contextlib import contextmanager


class Box:
    __count = 0
    _shared = []
    __table = {n: n * n for n in range(3)}

    def __init__(self, *items):
        self._first, *self.__rest = items
        self.__size: int = len(items)
        self._pairs, (self._a, self.__b) = {}, (1, 2)
        Box.__count += 1
        type(self)._shared += [self.__size]

    def loops(self):
        for self._i in range(3):
            pass
        for self._pairs["k"], self.__v in [(1, "x"), (2, "y")]:
            self._pairs[self.__v] = self._pairs["k"]
        with self.__opened("f") as self._handle, self.__opened("g") as self._pairs["h"]:
            self._i += 10
        return self._i, self._pairs, self._handle

    @staticmethod
    @contextmanager
    def __opened(name):
        yield name.upper()

    def changes(self):
        self.__size += 1
        self._pairs["n"] = self._pairs.get("n", 0) + self.__size
        self._pairs["n"] *= 2
        self.__rest[0:1] = [self._a, self.__b]
        self._a, self.__b = self.__b, self._a
        self.__lines = [f"{self._a}:{self.__b}" for self_ in (self,) if (last := self_.__size)]
        return self.__rest, self._a, self.__b, self.__lines, last

    def deletes(self):
        del self._a, self.__b, self.__rest[0]
        return hasattr(self, "_a"), hasattr(self, "_Box__b"), self.__rest

    def nested(self):
        def inner(other):
            return other.__size + (lambda: self.__size)() + sum(other.__size for _ in range(2))

        class Inside:
            __own = "inside"

            def read(self, box):
                return self.__own, box._Box__size

        return inner(self), Inside().read(self)

    def names(self, __argument=3, *, __keyword=4):
        __local = __argument + __keyword
        import math as __m
        return __local, __m.floor(2.5), sorted(n for n in locals() if n != "self")

    def call_names(self):
        return self.names(_Box__argument=10), self.names(1, _Box__keyword=2)

    def dynamic(self):
        for n in ("one", "two"):
            setattr(self, f"_{n}", n.upper())
        self.__dict__["_three"] = "THREE"
        return [getattr(self, "_" + n) for n in ("one", "two", "three")], getattr(self, "_none", None), vars(self)["_one"]

    def compare(self, other):
        return self.__size == other.__size != 0 < self._i if hasattr(self, "_i") else self.__size > other.__size

    def match(self):
        match (self.__size, self._pairs):
            case (int() as size, {}) if size == self.__size:
                return f"{size=} {self.__size!r:>4} {self._first:{self.__size}}"

    @classmethod
    def counted(cls):
        cls.__count *= 10
        return cls.__count, Box.__count, cls._shared, cls.__table[2]

    @property
    def _hidden(self):
        return self.__size

    @_hidden.setter
    def _hidden(self, value):
        self.__size = value

    def __private_method(self):
        return "private"

    def __call__(self):
        return self.__private_method(), self._Box__private_method()

    def __eq__(self, other):
        return isinstance(other, Box) and other.__size == self.__size

    __hash__ = None


class Sub(Box):
    def __init__(self, *items):
        super().__init__(*items)
        self.__size = "sub's own"

    def sizes(self):
        return self.__size, self._Box__size


class _Private:
    _x = 1


class __Double:
    """Mangling drops the leading underscores of the class's name."""

    __v = 5

    def get(self):
        return self.__v


_module_private = _Private()
_module_private._x += 1
box = Box("first", "b", "c")
print(box.loops(), box.changes(), box.deletes(), sep="\n")
print(box.nested(), box.names(), box.call_names(), sep="\n")
print(box.dynamic(), box.compare(Box(1)), box.match(), sep="\n")
print(Box.counted(), box(), box == Box(1, 2, 3, 4), _module_private._x, __Double().get(), sorted(k for k in vars(__Double) if "v" in k and "__v" in k))
box._hidden += 1
box._Box__size *= 2
box._new, box._first = 1, box._first * 2
print(box._hidden, box._new, box._first, Sub(1, 2).sizes(), sorted(vars(Sub(7))))
print([b._hidden for b in (box, Sub(0))], max((box, Sub(0)), key=lambda b: b._hidden) is box, {b._first: b._hidden for b in [box]})
try:
    box.__size
except AttributeError as e:
    print(e)
