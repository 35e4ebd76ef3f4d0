"""Subclasses of int, float, str, bytes, list, dict, set, tuple and exceptions, with their quirks."""


class Money(int):
    def __new__(cls, cents, currency="EUR"):
        self = super().__new__(cls, cents)
        self.currency = currency
        return self

    def __add__(self, other):
        result = super().__add__(other)
        return result if result is NotImplemented else type(self)(result, self.currency)

    __radd__ = __add__

    def __mul__(self, other):
        return type(self)(int(int(self) * other), self.currency)

    def __str__(self):
        return f"{int(self) / 100:.2f} {self.currency}"

    def __repr__(self):
        return f"Money({int(self)})"

    def __divmod__(self, other):
        q, r = super().__divmod__(other)
        return Money(q, self.currency), Money(r, self.currency)


class Angle(float):
    def __new__(cls, degrees):
        return super().__new__(cls, degrees % 360)

    def __add__(self, other):
        return Angle(float(self) + other)

    def __neg__(self):
        return Angle(-float(self))

    def __eq__(self, other):
        return abs(float(self) - float(Angle(other))) < 1e-9

    __hash__ = float.__hash__


class Path(str):
    def __truediv__(self, other):
        return Path(f"{self.rstrip('/')}/{other}")

    def __json__(self):
        return "just a method"

    @property
    def suffix(self):
        return self.rpartition(".")[2] if "." in self else ""

    def __contains__(self, part):
        return part in self.split("/")


class Chain(list):
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args: Chain(getattr(item, name)(*args) for item in self)

    def __call__(self, f):
        return Chain(map(f, self))

    def __sub__(self, other):
        return Chain(x for x in self if x not in other)

    def __iadd__(self, other):
        return super().__iadd__(sorted(other))


class Attr(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__ = self

    def __or__(self, other):
        return Attr({**self, **other})


class Multi(dict):
    def __setitem__(self, key, value):
        super().setdefault(key, []).append(value)

    def __missing__(self, key):
        return ()

    def __contains__(self, key):
        return super().__contains__(key) and bool(self[key])

    def __len__(self):
        return sum(len(v) for v in self.values())


class Universe(frozenset):
    def __invert__(self):
        return Universe(set(range(10)) - self)

    def __repr__(self):
        return f"U{sorted(self)}"


class Version(tuple):
    def __new__(cls, text):
        return super().__new__(cls, map(int, text.split(".")))

    major = property(lambda self: self[0])

    def __str__(self):
        return ".".join(map(str, self))


class Code(bytes):
    def __getitem__(self, i):
        got = super().__getitem__(i)
        return Code(got) if isinstance(i, slice) else chr(got)


class HttpError(Exception):
    status = 500

    def __init_subclass__(cls, status=None, **kw):
        super().__init_subclass__(**kw)
        cls.status = status or cls.status

    def __init__(self, message="", *args, **extra):
        super().__init__(message, *args)
        self.__dict__.update(extra)

    def __str__(self):
        return f"{self.status} {super().__str__()}"


class NotFound(HttpError, LookupError, status=404): ...


m = Money(1050)
print(m, repr(m + 5), sum([m, m]), m * 1.1, divmod(m, 4), m > 1000, m.currency, -m, m // 2, type(m - 1).__name__, f"{m:>8}", f"{m:d}", [10, 20, 30][Money(1)], Money(3) in {3}, bool(Money(0)))
a = Angle(725)
print(a, a + 360, -Angle(90), a == 365, Angle(0) == 360, a.is_integer(), round(a, 1), hash(Angle(5.0)) == hash(5.0), max(a, Angle(1)))
p = Path("/usr") / "lib" / "x.tar.gz"
print(p, p.suffix, "lib" in p, "li" in p, p.upper(), type(p.upper()).__name__, p[:4], len(p), p + "!", p.split("/")[-1], p.__json__(), p == "/usr/lib/x.tar.gz")
c = Chain(["b", "a", "c"])
print(c.upper(), c.upper().center(3, "-"), c(ord), c - ["a"], c[1:], type(c[1:]).__name__, c.index("a"), sorted(c))
c += "zy"
print(c, c.count("y"), Chain([1, 2]) + [3], Chain([[1], [2]])(len))
d = Attr(x=1)
d.y = 2
d["z"] = 3
del d.x
print(d, d.y, d.z, d | {"w": 4}, hasattr(d, "x"), d.get("q"), (d | {"k": 5}).k)
multi = Multi()
multi["a"] = 1
multi["a"] = 2
multi["b"] = 3
print(multi, multi["zz"], "a" in multi, "q" in multi, len(multi), dict(multi) == multi, multi.get("a"))
u = Universe([1, 2, 3])
print(u, ~u, ~~u == u, u | {9}, type(u & {1}).__name__, {u: 1}[Universe([3, 2, 1])])
v = Version("3.11.4")
print(v, v.major, v > Version("3.9"), v + (1,), v[1:], sorted([v, Version("3.2")])[0], len(v), v == (3, 11, 4))
print(Code(b"ab")[0], Code(b"abc")[1:], Code(b"x") + b"y", Code(b"a").hex(), list(Code(b"hi")))
try:
    raise NotFound("no page", 1, path="/x")
except LookupError as e:
    print(e, e.args, e.path, e.status, isinstance(e, HttpError), repr(e), type(e).__mro__[2].__name__)
