import cmath

print(7 / 2, 7 // 2, -7 // 2, 7 % 3, -7 % 3, 7.5 // 2, 7.5 % 2, divmod(7, -2), 2**10, 2**-1, 2**0.5)
print(10**20, 10**20 // 3, (10**20) % 97, pow(3, 200, 1000), int(1e20), 0.1 + 0.2, round(2.675, 2), round(2.5), round(-3.5), round(1234, -2))
print(int("0x1f", 16), int("-101", 2), float("1e-3"), float("inf") > 10**400, float("nan") == float("nan"), int(3.99), int(-3.99))
print((3).bit_length(), (0.5).as_integer_ratio(), (2.0).is_integer(), (255).to_bytes(2, "little"), 1_000_000, 0xFF, 0o17, 0b11, 1e3)
z = 3 + 4j
print(z, abs(z), z.conjugate(), z.real, z.imag, z * 1j, z / (1 - 1j), z ** 2, complex("1+2j"), cmath.phase(1j) > 1.5, cmath.sqrt(-4))
print(1 < 2 < 3, 1 < 3 > 2, 3 > 2 == 2, not 1 == 2, 1 if 0 else 2, 0 or "" or "last", 1 and [] and 3, None is None)
print(True + True, True == 1, isinstance(True, int), bool("False"), bool(0.0), bool([[]]), sum([True, False, True]))
print(min(3, 1.5, 2), max([-1, -7], key=abs), sum([0.1] * 10), sum([[1], [2]], []), abs(-3), any([]), all([]))
x = 10
x += 5; x -= 3; x *= 2; x //= 5; x **= 3; x %= 50
print(x)
x = 7; x /= 2; x += 0.5; x **= 2
print(x, (x := x - 1), x)
x = 0b1100; x |= 1; x &= 0b1001; x ^= 0xF; x <<= 3; x >>= 1
print(x, -x, ~x, +x)
