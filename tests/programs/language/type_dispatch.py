"""Tables keyed by type, and every way of asking what something is."""
import collections
import types
from collections import Counter, OrderedDict, defaultdict, deque
from decimal import Decimal
from fractions import Fraction


class Animal: pass
class Dog(Animal): pass


handlers = {
    int: lambda v: f"int {v}", str: lambda v: f"str {v!r}", list: lambda v: f"list of {len(v)}", dict: lambda v: f"keys {sorted(v)}",
    type(None): lambda v: "nothing", Dog: lambda v: "a dog", float: "{:.1f}".format, bool: lambda v: "yes" if v else "no",
    tuple: lambda v: "tuple " + "/".join(map(handle, v)), types.FunctionType: lambda f: f"function {f.__name__}",
    type: lambda t: f"class {t.__name__}", Counter: lambda c: f"counter {c.most_common(1)}", Decimal: lambda d: f"decimal {d}",
}


def handle(value):
    for cls in type(value).__mro__:
        if cls in handlers:
            return handlers[cls](value)
    return f"no handler for {type(value).__name__}"


for value in (1, "s", [1, 2], {"b": 1, "a": 2}, None, Dog(), 2.55, True, (1, "x"), handle, Dog, Counter("aab"), Decimal("1.50"), Animal(), 3j, OrderedDict(z=1), len):
    print(handle(value))

x, d = 5, Dog()
print(type(x) is int, type(x) == int, type(x) in (int, str), type(d) is Animal, isinstance(d, Animal), type(d) == Dog, type(x) != str)
print(isinstance(x, (int, str)), isinstance(x, int | str), isinstance(None, int | None), issubclass(Dog, (Animal, int)), isinstance(Dog, type), isinstance(d, type))
print(isinstance(True, int), type(True) is int, type(type(x)) is type, type(Dog).__name__, type(d).__name__, d.__class__ is Dog, type(d)() is not d)
print([t.__name__ for t in (type(1), type(""), type(b""), type([]), type(()), type({}), type(set()), type(1.0), type(range(1)), type(lambda: 0), type(len), type(x for x in ()), type(Ellipsis), type(None), type(NotImplemented))])
print(isinstance(len, types.BuiltinFunctionType), isinstance(handle, (types.FunctionType, types.LambdaType)), isinstance(d.__init__, object), isinstance((n for n in ()), types.GeneratorType))
print(isinstance(Counter(), dict), isinstance(deque(), collections.abc.Sequence), isinstance(defaultdict(int), dict), issubclass(OrderedDict, dict), isinstance(Fraction(1, 2), Fraction), type(Counter("a")) is Counter, type(Fraction(1)) == Fraction)
print(Dog.__name__, Dog.__module__, Dog.__qualname__, repr(Dog), str(int), Counter.__name__, repr(type(None)), Dog.__bases__ == (Animal,), [c.__name__ for c in Dog.__mro__])
print({type(v).__name__: v for v in (1, 2.0, "3")}, sorted([1, "a", None, 2.5], key=lambda v: type(v).__name__), max([int, str, Dog], key=lambda t: len(t.__name__)).__name__)
print(int("5") + type(3)("4"), type(d)().__class__.__name__, (lambda cls, *a: cls(*a))(list, "ab"), [t(2) for t in (int, float, str, bool, complex)], list(map(type(1.0), [1, 2])))


def convert(value, kind: type = str, *others: type):
    for k in (kind, *others):
        try:
            return k(value)
        except (ValueError, TypeError):
            continue
    raise TypeError(f"cannot make {', '.join(k.__name__ for k in (kind, *others))} of {value!r}")


print(convert("12", int), convert("1.5", int, float), convert("x", int, float, list), convert(3))
try:
    convert("x", int, float)
except TypeError as e:
    print(e)
