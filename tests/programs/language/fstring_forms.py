import datetime
from decimal import Decimal

name = "Ada"
width, prec = 12, 3
value = 1234.56789
table = {"k": [1, 2, 3]}
when = datetime.datetime(2024, 2, 29, 13, 5, 9)

print(f"{name} {name!r} {name!s:>6}| {'é'!a}")
print(f"{value:.2f} {value:,.1f} {value:>{width}.{prec}f}| {value:<{width}.{prec}e}| {value:+010.1f}")
print(f"{value = } {name=!s} {width*2=:>6} { name = !r:^9}")
print(f"{when:%Y-%m-%d %H:%M} {when:%A, %d %B} {when!s} {when.date()!r}")
print(f"{42:b} {42:#x} {42:o} {42:08b} {255:X} {1000000:_} {0.256:.1%} {65:c}")
print(f"{{braces}} {table['k'][1]} {table['k'][-1]:03d} {len(table)} {'yes' if value > 1 else 'no'}")
print(f"{'left':<10}|{'mid':^10}|{'right':>10}|{'fill':*^10}|")
print(f"{(lambda x: x * 2)(4)} {[i for i in range(3)]} {max([1, 2], key=lambda v: -v)} { {1: 2}[1] }")
print(f"{f'{name}!':-^8}")
print(
    f"long text about {name} "
    f"goes on {width:>4} "
    "and a plain part {not a field}"
)
print(f"""first {name}
  second {value:.0f}
third {Decimal('1.10'):.3f}""")
print(rf"raw \n {name}", f"tab\t{name}", f"{name}" "joined" f"{width}")
print(f"{None} {True:d} {1j + 2} {3.0} {1e100} {float('inf')} {-0.0} {Decimal('1E+2')}")
