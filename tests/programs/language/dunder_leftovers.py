"""Special methods that are seldom seen."""
import os.path
import sys


class Path:
    def __init__(self, *parts):
        self.parts = parts

    def __fspath__(self):
        return "/".join(self.parts)

    def __truediv__(self, other):
        return Path(*self.parts, other)

    def __rtruediv__(self, other):
        return Path(other, *self.parts)


class Table(dict):
    def __missing__(self, key):
        value = self[key] = len(self)
        return value


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

    def __length_hint__(self):
        return self.n


class OldStyle:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __sizeof__(self):
        return 1000


class Managed:
    class Sub:
        pass

    def __init_subclass__(cls, **kwargs):
        cls.Sub = Sized
        super().__init_subclass__(**kwargs)
        print("subclass", cls.__name__)

    def __html__(self):
        return "<b>a name of our own making</b>"


class Child(Managed):
    pass


home = "home" / (Path("a") / "b")
print(os.path.join(home, "c"), os.path.basename(home))
table = Table()
print(table["x"], table["y"], table["x"], table, table.get("z"))
print(list(Countdown(3)), 2 in Countdown(3), sum(Countdown(4)), max(Countdown(2)), list(OldStyle()), 4 in OldStyle(), list(reversed([*OldStyle()])))
print(bool(Sized(0)), bool(Sized(2)), not Sized(0), len(Sized(5)), sys.getsizeof(Sized(1)) >= 1000)
print(Child().__html__(), Child.Sub is Sized)


class Everything:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return name.upper()

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 7


e = Everything()
print(e.hello, e == 5, e != 5, hash(e), {e: 1}[e], e in [1, 2], [1, 2].index(e), [1, 2].count(e))
