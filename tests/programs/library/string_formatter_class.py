"""string.Formatter, and a class derived from it."""
from string import Formatter


class Shouting(Formatter):
    def convert_field(self, value, conversion):
        if conversion == "u":
            return str(value).upper()
        return super().convert_field(value, conversion)

    def get_value(self, key, args, kwargs):
        if isinstance(key, str) and key not in kwargs:
            return f"<no {key}>"
        return super().get_value(key, args, kwargs)


f = Shouting()
print(f.format("{0!u} {name} {other:>12}", "loud", name="n"), f.vformat("{0[1]}", [["a", "b"]], {}))
print(list(Formatter().parse("a {x!r:>{w}} {{b}}")), Formatter().format("{} {}", 1, 2), Formatter().get_field("0.real", [5], {}))
