"""str.format in all its forms."""
from datetime import datetime

print("{0}, {1}, {2}".format("a", "b", "c"), "{}, {}".format("a", "b"), "{2}, {1}, {0}".format(*"abc"), "{0}{1}{0}".format("abra", "cad"))
print("Coordinates: {latitude}, {longitude}".format(**{"latitude": "37.24N", "longitude": "-115.81W"}))
c = 3 - 5j
print("{0.real} and {0.imag}".format(c), "X: {0[0]}; Y: {0[1]}; {1[key]}".format((3, 5), {"key": "v"}), "repr {!r} str {!s} ascii {!a}".format("é", "é", "é"))
print("{:<30}|{:>10}|{:^10}|{:*^12}|".format("left", "right", "mid", "stars"), "{:+f}; {: f}; {:-f}".format(3.14, 3.14, -3.14))
print("int: {0:d}; hex: {0:x}; oct: {0:o}; bin: {0:b}; {0:#x} {0:#o} {0:#b} {0:c}".format(42), "{:,} {:_} {:_x}".format(1234567890, 1234567, 0xFFFFFFFF))
print("{:.2%}".format(19 / 22), "{:%Y-%m-%d %H:%M:%S}".format(datetime(2010, 7, 4, 12, 15, 58)), "{:e} {:G} {:n}".format(123456.789, 1e-10, 1234))
for align, text in zip("<^>", ["left", "center", "right"]):
    print("{0:{fill}{align}16}".format(text, fill=align, align=align))
octets = [192, 168, 0, 1]
print("{:02X}{:02X}{:02X}{:02X}".format(*octets), "{:{w}.{p}f}|{:>{w}}".format(3.14159, "x", w=8, p=2), "{{literal}}".format())
print("{name!r:>10}".format(name="ann"), "{x[a][0].real}".format(x={"a": [7]}), "{:08.3f} {:+,d} {:=+8d}".format(-3.14159, 1234567, 42))


class Default(dict):
    def __missing__(self, key):
        return "{" + key + "}"


print("{name} was born in {country}".format_map(Default(name="Guido")))



class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        return f"${self.amount:{spec or '.2f'}}"


print("{} {:,.1f}".format(Money(3), Money(12345.67)), format(Money(1)), "%s %d %5.2f %-5s| %05d %x %% %r %c" % ("s", 3, 2.5, "ab", 42, 255, "q", "z"))
print("%(a)s-%(b)03d" % {"a": "x", "b": 7}, "%*d" % (6, 42), "%.3s" % "abcdef", "%+.1e" % 12345.678, b"%d %s" % (1, b"x"))
for bad in (lambda: "{} {}".format(1), lambda: "{a}".format(), lambda: "{:d}".format("x"), lambda: "%d" % "x", lambda: "{".format(), lambda: "{0.nope}".format(1)):
    try:
        bad()
    except (IndexError, KeyError, ValueError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
