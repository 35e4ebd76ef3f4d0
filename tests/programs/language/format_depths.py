"""Formatting as deep as it goes: nested fields, attributes, indexes, conversions, subclasses."""
from dataclasses import dataclass, field
from datetime import date, time, timedelta


@dataclass
class Point:
    x: float
    y: float
    _secret: str = "s"
    tags: dict = field(default_factory=lambda: {"k": ["v0", "v1"], "n": {"m": 1}})

    def __format__(self, spec):
        if not spec:
            return f"({self.x}; {self.y})"
        kind, _, rest = spec.partition(":")
        if kind in ("x", "y"):
            return format(getattr(self, kind), rest)
        return repr(rest) if kind == "raw" else f"?{spec}?"

    def __str__(self):
        return "str"


class Shout(str):
    def __format__(self, spec):
        return super().__format__(spec).upper() + "!"


class Names(dict):
    def __missing__(self, key):
        return Shout(key)


p = Point(1.5, -2)
w, n = 10, 3
print("{0}|{0!s}|{0!r}|{0:x:.3f}|{0:y:>{1}}|{0:raw:a:b}|{0:zzz}".format(p, w))
print("{p.x:+}|{p.tags[k][1]:>{w}}|{p.tags[n][m]:0{n}d}|{p._secret}|{p.__class__.__name__}".format(p=p, w=w, n=n))
print("{}{}{}|{:>{}}|{:{}{}{}}|{:{fill}^{width}}".format(1, 2, 3, "a", 4, "b", "*", "<", 5, "c", fill="-", width=7))
print(f"{p}|{p!s:>5}|{p:x:08.3f}|{p.tags['k'][-1]!r:>{w}}|{p.x:{'+' if n else ''}.{n - 1}f}|{p:{'x' if n else 'y'}}")
print(f"{date(2024, 1, 2):%d/%m/%y}|{time(3, 4, 5):%H.%M}|{timedelta(hours=30)}|{date(2024, 1, 2)!r}|{date.max:%Y}")
print("{:%Y}|{:%B %-d}|{!s:>12}".format(date(2020, 2, 3), date(2020, 2, 3), date(2020, 2, 3)))
print("{a} {b}".format_map(Names(a=1)), Shout("{} {}").format("x", 1), "{:>5}".format(Shout("q")), "%s %r" % (Shout("w"), Shout("w")))
print(f"{Shout('t'):>4}", f"{Shout('t')!s:>4}", f"{'a' 'b'}{n:=+5d}{n=}{n = :>4}{p.x = :.2f}{[i for i in range(n)]=}")
print("{0[0]}{0[1]}{1[key]}{1[two words]}{2.real}{2.imag:.0f}".format([1, 2], {"key": 3, "two words": 4}, 5 + 6j))
print("{:b} {:#o} {:x} {:X} {:c} {:_} {:,} {:n} {:e} {:g} {:%} {:.2%}".format(5, 8, 255, 255, 97, 10**6, 10**6, 10, 1e6, 1e-7, 0.5, 0.123))
print("{:<6}|{:^6}|{:>6}|{:*^6}|{:06.2f}|{:+d}|{: d}|{:-d}|{:<06}|{:=+8}".format("l", "c", "r", "f", 3.14159, 5, 5, -5, 12, 7))
print("%(a)s %(b)05.1f %(a)r %(c)x%%" % {"a": "A", "b": 2.25, "c": 255}, "%-5s|%5s|%.2s|%+d|%#x|%e" % ("a", "b", "xyz", 3, 255, 12345.678))
print(f'{"nested":{"*"}^{w}}', f"{f'{n}':>{f'{w}'}}", f"{{{n}}}", f"{n!r:}", f"{'':>3}|")
print(str.format("{0}-{1}", 1, 2), "{}".join(["a", "b"]).format("-"), ("{}" * 3).format(*"abc"), "{k[a]}".format(k={"a": 1}), "{:{}}".format(3.14159, ".2f"))
for template, args in [("{:d}", ["x"]), ("{}{}", [1]), ("{0}{}", [1, 2]), ("{a}", []), ("{0.no}", [1]), ("{0[9]}", [[1]]), ("{", []), ("{!z}", [1]), ("{:>{w}}", [1])]:
    try:
        print(template.format(*args))
    except (ValueError, IndexError, KeyError, AttributeError) as e:
        print(type(e).__name__, "-", e)
print(format(p), format(p, "x:.1f"), format(3, "05"), format("s", ""), p.__format__("y:"), int.__format__(255, "x"), (3.5).__format__(".3f"), str.__format__("a", ">3"))
