def positional_only(a, b=2, /, c=3, *, d, e=5):
    return a, b, c, d, e


def everything(a, /, b, *args, c, d=4, **kwargs):
    return f"{a} {b} {args} {c} {d} {sorted(kwargs.items())}"


def defaults(x, items=None, *, log=[]):
    items = items or []
    items.append(x)
    log.append(x)
    return items, log


def forward(f, *args, **kwargs):
    print(f.__name__, end=": ")
    return f(*args, **kwargs)


class Meta:
    def method(self, *, self_=None, **kw):
        return self_, kw


print(positional_only(1, d=4), positional_only(1, 2, c=30, d=40, e=50), positional_only(*(7, 8), **{"d": 9}))
print(everything(1, 2, 3, 4, c=5, z=26, a="also a"), everything(1, b=2, c=3))
print(forward(everything, *"ab", *[1, 2], c=0, **{"x": 1}, **dict(y=2)))
print(forward(positional_only, 1, 2, d=3))
print(defaults(1), defaults(2, [0]), defaults(3))
print(Meta().method(self_=1, args=2), print.__name__)
number = 3
for call in (
    lambda: positional_only(a=1, d=2),
    lambda: positional_only(1),
    lambda: positional_only(1, 2, 3, 4, d=5),
    lambda: everything(1, 2, c=3, **{"c": 4}),
    lambda: everything(),
    lambda: defaults(1, x=2),
    lambda: Meta().method(1),
    lambda: number(),
):
    try:
        print(call())
    except TypeError as e:
        print("TypeError:", e)

first, *middle, last = range(6)
(a, b), [c, *d], e = (1, 2), "xyz", {"k": 0}
*start, _ = "abc"
[x, [y, *[z]]] = [1, [2, 3]]
print(first, middle, last, a, b, c, d, e, start, x, y, z)
a, b = b, a
i = 0
i, row = 1, [10, 20, 30]
row[i], i = i, row[i]
print(a, b, row, i)
merged = [*range(3), *"ab", *{"k": 1}, *(n for n in (7, 8))]
print(merged, {**{"a": 1}, "b": 2, **{"a": 3}}, (*merged[:2],), {*[1, 1, 2]}, *merged[-2:], sep=" | ")
for k, (v, *more) in {"one": (1,), "two": (2, 3, 4)}.items():
    print(k, v, more)
try:
    a, b = 1, 2, 3
except ValueError as err:
    print(err)
try:
    a, *b, c = [1]
except ValueError as err:
    print(err)


def annotated(a: int, *args: str, flag: bool = False, **kw: float) -> dict[str, int]:
    counter: int = 0
    unset: str
    return {"a": a, "n": counter}


print(annotated.__annotations__["a"], sorted(annotated.__annotations__), annotated(3))
square = lambda x, /, *, power=2, **_: x**power
print(square(3), square(2, power=10, other=1), (lambda *a, **k: (a, k))(1, z=2), square.__name__)


def returns():
    return 1, *[2, 3]


def nothing():
    pass


print(returns(), nothing(), (yields := [*map(lambda *p: sum(p), [1, 2], [10, 20])]), yields is not None)
