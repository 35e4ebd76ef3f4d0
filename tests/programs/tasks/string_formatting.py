"""Every way of formatting a table row that has been tried in this office."""

from collections import defaultdict
from datetime import date
from string import Formatter, Template

rows = [("lamp", 3, 12.5, date(2024, 1, 5)), ("long rope", 12, 0.333333, date(2023, 11, 30))]
for name, n, price, day in rows:
    print("%-10s|%4d|%8.2f|%s" % (name, n, price, day))
    print("{:<10}|{:>4}|{:8.2f}|{:%d %b}".format(name, n, price, day))
    print(
        "{0:.4}~{name!r:>12}~{1:+05d}~{d.year}~{t[0]}~{t[1][name]}".format(
            name, n, name=name, d=day, t=["x", {"name": 1}]
        )
    )
    print(
        f"{name:^10}|{n:04}|{price:e}|{day:%A}|{n / 3:.{n}f}|{'yes' if n > 5 else 'no'}|{n=}|{price!s:>9}|{{}}"
    )
    print(Template("$name costs $$${price}").substitute(name=name, price=price))
    print(name.ljust(12, ".") + str(n).rjust(3) + repr(price).center(12, "*"))
print(
    "%(a)s %(b)05.1f %(a)r %%" % {"a": "x", "b": 2},
    "%c%c" % (65, "b"),
    "%s" % [1],
    "%x %X %#o %e" % (255, 255, 8, 1e10),
    "%*d" % (6, 42),
)
print(
    "{} {!r} {!a}".format("é", "é", "é"),
    "{:,} {:_} {:b} {:#x} {:%} {:g} {:c}".format(1234567, 1234567, 5, 255, 0.25, 1e20, 97),
)
print(
    "{a} {b}".format_map(defaultdict(lambda: "?", a=1)),
    "{:>{w}.{p}f}".format(3.14159, w=8, p=2),
    "{:^+9.1f}|{: d}|{:=+6}".format(2.25, 5, 3),
)


class Money:
    symbols = {"EUR": "€", "USD": "$"}

    def __init__(self, amount, unit="EUR"):
        self.amount, self.unit = amount, unit

    def __format__(self, spec):
        if spec.endswith("s"):
            return f"{self.symbols[self.unit]}{self.amount:{spec[:-1] or ',.2f'}}"
        return f"{self.amount:{spec or ',.2f'}} {self.unit}"


m = Money(1234.5)
print(
    f"{m} {m:.0f} {m:s} {m:.1fs}",
    "{0} {0.unit} {0.symbols[USD]}".format(m),
    format(m, "10.1f"),
    "%s" % f"{m:,}",
)
print([p for p in Formatter().parse("a{b!r:>{w}}c")], Formatter().format("{0}-{x}", 1, x=2))


class Shout(Formatter):
    def format_field(self, value, spec):
        if spec == "up":
            return str(value).upper()
        return super().format_field(value, spec)

    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else args[key]


print(Shout().format("{name:up} {missing} {0:03d}", 7, name="ann"))
width = 12
for label, value in {"total": 99.5, "tax": 19.9}.items():
    print(f"{label:.<{width}}{value:.>{width}.2f}")
print(
    "\n".join(f"{i:>2} {i**2:>3} {i**0.5:6.3f}" for i in range(8, 11)),
    f"{'nested ' + f'{1 + 1}'}",
    rf"\d{2}",
    sep="\n",
)
for bad in ("{", "{0} {}", "{x}", "{0.nope}"):
    try:
        bad.format(1, 2)
    except Exception as e:
        print(type(e).__name__, e)
