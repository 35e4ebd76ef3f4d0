class Temperature:
    """Knows C and F in format specs: {t:.1fF}, {t:>10C}."""

    def __init__(self, celsius):
        self.celsius = celsius

    def __format__(self, spec):
        unit = "C"
        if spec and spec[-1] in "CFK":
            spec, unit = spec[:-1], spec[-1]
        value = {"C": self.celsius, "F": self.celsius * 9 / 5 + 32, "K": self.celsius + 273.15}[unit]
        return format(value, spec or ".1f") + "\N{DEGREE SIGN}" * (unit != "K") + unit

    def __str__(self):
        return f"{self:C}"

    def __repr__(self):
        return f"Temperature({self.celsius!r})"

    def __bytes__(self):
        return str(self.celsius).encode()

    def __int__(self):
        return int(self.celsius)

    def __float__(self):
        return float(self.celsius)

    def __index__(self):
        return int(self.celsius)

    def __round__(self, ndigits=None):
        return Temperature(round(self.celsius, ndigits))

    def __trunc__(self):
        return int(self.celsius)

    def __floor__(self):
        return int(self.celsius // 1)

    def __ceil__(self):
        return -int(-self.celsius // 1)


import math

t = Temperature(21.55)
print(t, repr(t), f"{t}", f"{t:F}", f"{t:.0fF}", f"{t:>10.2fC}|", f"{t!r:>20}", f"{t!s:*<12}")
print("{0} {0:F} {0!r} {0.celsius:.3f}".format(t))
print("{:>{w}.{p}fK}|{x[0]}|{x[1][k]}".format(t, w=12, p=1, x=["a", {"k": "v"}]))
print("{name:<8}|{name:^8}|{name:>8}|".format(name="mid"), "{:,} {:.2%} {:e} {:#x} {:b}".format(1234567, 0.5, 12345.678, 255, 5))
print("{a}{b}{{}}".format_map({"a": 1, "b": "two"}), "{0}{1}{0}".format("ab", "c"), "{:05d}|{:+}|{: }".format(42, 3, 4))


class Default(dict):
    def __missing__(self, key):
        return "{" + key + "}"


print("{known} and {unknown}".format_map(Default(known="yes")))
print(bytes(t), int(t), float(t), round(t), round(t, 1), math.trunc(t), math.floor(t), math.ceil(t))
print(list(range(Temperature(3))), "abcdef"[Temperature(2)], hex(Temperature(255)), [0] * Temperature(2))
print(format(3.14159, ".2f"), format(t, "K"), format("x", ">3"), format(True), format(None))
for bad in ("{:Q}", "{0} {}", "{missing}", "{0.nothing}", "{0[0]}"):
    try:
        print(bad.format(3))
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
