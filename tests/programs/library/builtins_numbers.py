"""Numbers: int, float and complex in their less used corners."""
print(round(2.5), round(3.5), round(-2.675, 2), round(1234, -2), round(7.0), type(round(1.0, 0)).__name__, divmod(-7, 2), divmod(7.5, 2), -7 // 2, -7 % 3)
print(pow(3, 200, 13), pow(14, -1, mod=45), pow(2, -1), 2**100, 0 ** 0, (-8) ** (1 / 3), abs(-3 + 4j), int("ff", 16), int("0b101", 0), int(" 12_000 "), int(-3.9))
print((513).to_bytes(2, byteorder="big"), (-2000).to_bytes(4, "little", signed=True), int.from_bytes(b"\x01\x2c", "big"), int.from_bytes([1, 0, 2], "big"), int.from_bytes(b"\xff\x38", "big", signed=True))
print((99).bit_length(), (-99).bit_count(), (5).as_integer_ratio(), (2.75).as_integer_ratio(), (3.0).is_integer(), (10).conjugate(), 0x_FF, 0o17, 0b1111_0000, 1_000.5)
print((1234.5).hex(), float.fromhex("0x1.8p3"), float("inf") > 1e308, float("nan") == float("nan"), float("-0.0"), float("1e-5"), 1e16, 1e15, 0.1 + 0.2, 5e-324)
print(complex("1+2j"), complex(3), (1 + 2j) * (3 - 1j), (2 + 0j) ** 3, 1j.imag, (3 + 4j) / 2, complex(1, -0.0), 3 == 3 + 0j, bool(0j))
print(bin(10), oct(8), hex(-255), format(255, "#010b"), format(1234567.891, ",.2f"), format(0.000123, "g"), format(1e10, ".3e"), f"{255:#X} {1/3:.3%} {42:>+6}", format(True, "d"))
print(6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 10, -16 >> 2, True + True, sum([True, False, True]), max(1, 2.5, True), min([3, 1, 2], default=0), sum([0.5] * 3, start=1))
print(sum([[1], [2]], []), max("apple", "fig", key=len), min({}, default="none"), all([]), any([0, "", 3]), 10 == 10.0 == 10 + 0j, hash(1) == hash(1.0) == hash(True))
print([x for x in (3 < 4 < 5, 1 < 3 > 2, not 0, 0 or "x", 5 and [])], isinstance(True, int), int.__name__, (7).__class__.__name__, float.is_integer(2.0), int.bit_length(255))
for bad in (lambda: int("12a"), lambda: 1 // 0, lambda: 2.0 ** 5000, lambda: int(float("nan")), lambda: (256).to_bytes(1, "big"), lambda: float("abc"), lambda: pow(2, -1, 4), lambda: 1 + "1"):
    try:
        bad()
    except (ValueError, ZeroDivisionError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)


def digits(n, base):
    out = []
    while n:
        n, d = divmod(n, base)
        out.append("0123456789abcdefghijklmnopqrstuvwxyz"[d])
    return "".join(reversed(out)) or "0"


print([digits(255, b) for b in (2, 8, 16, 36)], int(digits(10**12, 36), 36) == 10**12)
