import math

print(math.gcd(12, 18), math.lcm(4, 6), math.isqrt(99), math.comb(5, 2), math.perm(5, 2), math.prod([1, 2, 3, 4]))
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.fsum([0.1] * 10), math.hypot(3, 4), math.dist((0, 0), (1, 1)))
print(math.log(8, 2), math.log10(1000), math.exp(0), math.degrees(math.pi), math.isclose(0.1 + 0.2, 0.3), math.inf, -math.inf, math.nan)


def collatz(n: int) -> int:
    return 0 if n == 1 else 1 + collatz(3 * n + 1 if n % 2 else n // 2)


def to_base(n, base, digits="0123456789abcdefghijklmnopqrstuvwxyz"):
    if n < 0:
        return "-" + to_base(-n, base)
    return (to_base(n // base, base).lstrip("0") if n >= base else "") + digits[n % base]


def roman(n):
    out = ""
    for value, letters in [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
                           (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        count, n = divmod(n, value)
        out += letters * count
    return out


def egcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(max(range(1, 100), key=collatz), [to_base(255, b) for b in (2, 8, 16, 36)], to_base(-10, 3))
print([roman(n) for n in (4, 9, 14, 40, 1994, 2024)], egcd(1071, 462))
print(str(2**64), f"{2**64:,}", len(str(math.factorial(100))), sum(int(d) for d in str(2**100)))
assert math.factorial(20) == 2432902008176640000, "factorial is broken"
print(3.0 == 3, 1e16 + 1 == 1e16, -0.0 == 0.0, str(-0.0), 5e-324 / 2, 1e308 * 10, repr(1 / 3), str(1e22), 1e15, 123456789.123456789)
for bad in (lambda: 1 / 0, lambda: 1 % 0, lambda: 0 ** -1, lambda: math.sqrt(-1), lambda: int("1.5"), lambda: 10.0**400, lambda: int(float("nan"))):
    try:
        print(bad())
    except (ArithmeticError, ValueError) as e:
        print(type(e).__name__, e)
