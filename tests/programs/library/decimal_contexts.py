"""Decimal arithmetic under different contexts."""
from decimal import (
    ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal, DivisionByZero,
    Inexact, InvalidOperation, Overflow, getcontext, localcontext, setcontext,
)

setcontext(Context(prec=28, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow]))
print(Decimal("1.1") + Decimal("2.2"), 1.1 + 2.2, Decimal(0.3), Decimal((1, (2, 7, 1), -1)))
print(Decimal("2.0") + Decimal("3.50"), Decimal("0.70") * Decimal("1.10"), Decimal(5) / 6)
getcontext().prec = 5
print(Decimal(2) / Decimal(11), +Decimal("2.718281828"))
with localcontext() as ctx:
    ctx.prec = 33
    print(Decimal(5) / Decimal(17))
print(Decimal(5) / Decimal(17))
with localcontext(prec=3, rounding=ROUND_UP):
    print(Decimal(1) / 3)

cent = Decimal("0.01")
for mode in (ROUND_DOWN, ROUND_UP, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING):
    print(mode, Decimal("4.665").quantize(cent, rounding=mode), Decimal("-4.665").quantize(cent, rounding=mode))

ctx = Context(prec=5)
print(ctx.divide(Decimal(1), Decimal(3)), ctx.create_decimal("1.6180339"), ctx.sqrt(Decimal(2)), ctx.flags[Inexact])
ctx.clear_flags()
print(ctx.flags[Inexact])
d = Decimal("-98.7600E+2")
print(d, d.normalize(), d.to_eng_string(), d.as_tuple(), d.adjusted(), d.is_signed(), abs(d), int(d), d.copy_sign(Decimal(1)))
print(Decimal("NaN").is_nan(), Decimal("Infinity") > 10**30, Decimal("-0") == 0, Decimal("1E+3").quantize(Decimal(1)))
print(Decimal(2).sqrt(), Decimal(1).exp(), Decimal(10).ln(), Decimal("100").log10(), Decimal(7) // -2, Decimal(-7) % 3)
print(divmod(Decimal(17), 5), Decimal(2) ** 10, Decimal(10).fma(2, 3), Decimal("2.50").compare(Decimal("2.5")))
print(f"{Decimal('1234567.891'):,.2f} {Decimal('0.5'):%} {Decimal('12'):>8} {Decimal('1e-7'):f}")
print(Decimal("0.25").as_integer_ratio(), sorted([Decimal("1.1"), 1, 2.5]), round(Decimal("2.675"), 2), hash(Decimal(5)) == 5)
for action in (lambda: Decimal("abc"), lambda: Decimal(1) / 0, lambda: Decimal("NaN") < 1):
    try:
        action()
    except (InvalidOperation, DivisionByZero) as error:
        print(type(error).__name__, isinstance(error, ArithmeticError))
getcontext().traps[Inexact] = True
try:
    Decimal(1) / 3
except Inexact:
    print("inexact trapped")
