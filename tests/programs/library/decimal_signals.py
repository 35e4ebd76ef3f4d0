"""Traps, flags and the other corners of decimal."""
import decimal
from decimal import (
    Clamped, Context, Decimal, DecimalException, DecimalTuple, FloatOperation, InvalidOperation, Overflow, Rounded, Subnormal, Underflow,
    getcontext, localcontext,
)

print(Decimal("3.14").as_tuple() == DecimalTuple(0, (3, 1, 4), -2), DecimalTuple(1, (5,), 2), Decimal(DecimalTuple(1, (5,), 2)))
with localcontext() as ctx:
    ctx.traps[FloatOperation] = True
    try:
        Decimal(3.14)
    except FloatOperation as error:
        print("float refused", issubclass(FloatOperation, DecimalException), isinstance(error, TypeError))

with localcontext(Context(prec=3, Emax=9, Emin=-9)) as ctx:
    for trap in ctx.traps:
        ctx.traps[trap] = False
    print(Decimal("9.99e9") * 10, Decimal("1e-9") / 1000, Decimal("1.2345") + 0)
    print(sorted(signal.__name__ for signal, raised in ctx.flags.items() if raised))
    ctx.clear_flags()
    ctx.traps[Rounded] = True
    try:
        Decimal("1.2345") + 0
    except Rounded:
        print("rounded", ctx.flags[Underflow], ctx.flags[Subnormal], ctx.flags[Clamped], ctx.flags[Overflow])
context = getcontext().copy()
context.prec, context.rounding = 4, decimal.ROUND_FLOOR
print([context.quantize(Decimal(x), Decimal("0.1")) for x in ("2.25", "-2.25")], context.plus(Decimal("-1.00005")), getcontext().prec != 4)
for mode in (decimal.ROUND_05UP, decimal.ROUND_HALF_DOWN, decimal.ROUND_HALF_EVEN):
    print(mode, [str(Decimal(x).to_integral_value(mode)) for x in ("0.5", "1.5", "2.5", "5.1")])
x, y = Decimal("1011"), Decimal("1101")
print(x.logical_and(y), x.logical_xor(y), x.rotate(1), x.shift(2), x.scaleb(2), x.logb(), x.number_class(), x.same_quantum(y), x.next_plus())
print(Decimal("NaN123").is_qnan(), Decimal("sNaN").is_snan(), Decimal("-Infinity").is_infinite(), Decimal("1.10").canonical(), Decimal("1.1").compare_total(Decimal("1.10")))
print(Decimal("7").remainder_near(4), Decimal(7) % 4, Decimal("10").compare_signal(9), Decimal(5).max(7), Decimal(-5).min_mag(7), Decimal("12.5").to_integral_exact())
try:
    Decimal("sNaN") + 1
except InvalidOperation as error:
    print(type(error.args[0]).__name__)
print(decimal.MAX_PREC > 10**8, repr(Context(prec=7, traps=[])).startswith("Context(prec=7"))
