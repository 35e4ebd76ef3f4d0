"""str.format in all its forms."""
from datetime import datetime

print("{0}-{1}-{0}".format("tick", "tock"), "{}/{}".format(3, 4), "{2}{1}{0}".format(*"god"), "{a} {0} {b}".format("x", a=1, b=2))
print("{city} lies {metres} m high".format(**{"city": "Quito", "metres": 2850}))
z = -2 + 7j
print("re {0.real}, im {0.imag}".format(z), "{0[1]} {1[colour]}".format(["a", "b"], {"colour": "red"}), "{!r} {!s} {!a}".format("ü", "ü", "ü"))
print("{:<8}|{:>8}|{:^8}|{:_^9}|".format("ab", "cd", "ef", "gh"), "{:+d} {: d} {:-d} {:+.1f}".format(7, 7, 7, -0.5))
print("{0:d} {0:x} {0:o} {0:b} {0:#X} {0:#o} {0:#b} {0:c}".format(90), "{:,} {:_} {:_b}".format(9876543210, 7654321, 1023))
print("{:.1%}".format(5 / 8), "{:%d.%m.%y %H h}".format(datetime(1999, 12, 31, 23)), "{:e} {:G} {:n}".format(0.00012, 2.5e20, 77))
for fill, align in zip("~.", "<>"):
    print("{0:{fill}{align}{width}}".format("box", fill=fill, align=align, width=9))
mac = bytes([0, 27, 68, 255])
print(":".join(map("{:02x}".format, mac)), "{:{w}.{p}f}|{:>{w}}".format(2.71828, "x", w=7, p=3), "{{not a field}}".format())
print("{name!r:>10}".format(name="ann"), "{x[a][0].real}".format(x={"a": [7]}), "{:08.3f} {:+,d} {:=+8d}".format(-3.14159, 1234567, 42))


class Leave(dict):
    def __missing__(self, key):
        return f"{{{key}}}"


print("{greeting}, {name}!".format_map(Leave(greeting="Hi")))


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
