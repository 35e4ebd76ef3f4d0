"""The functions of math, complex numbers and colours."""
import cmath
import colorsys
import math

print(math.ceil(2.1), math.floor(-2.1), math.trunc(-2.9), math.fabs(-3), math.factorial(20), math.comb(52, 5), math.perm(5, 2), math.gcd(48, 36, 60), math.lcm(4, 6, 10))
print(math.isqrt(10**20 + 1), math.sqrt(2), round(math.cbrt(27), 9), math.hypot(3, 4), math.dist((1, 2), (4, 6)), math.prod([1, 2, 3, 4], start=10))
print(math.fsum([0.1] * 10), sum([0.1] * 5) != 0.5, math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1e308))
print(math.modf(3.25), math.frexp(8.0), math.ldexp(0.5, 4), math.copysign(3, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.nextafter(1.0, 2.0), math.ulp(1.0))
print(round(math.log(math.e**3), 9), math.log2(1024), math.log10(1000), math.log(8, 2), round(math.log1p(1e-10), 15), math.exp2(5), round(math.expm1(1e-5), 12))
print([round(f(math.pi / 6), 6) for f in (math.sin, math.cos, math.tan)], round(math.atan2(-1, -1), 6), math.degrees(math.pi), round(math.radians(180) - math.pi, 9))
print(round(math.gamma(5), 6), round(math.lgamma(10), 6), round(math.erf(0.5), 6), round(math.sinh(1), 6), round(math.acosh(2), 6), math.tau == 2 * math.pi)
print(cmath.sqrt(-1), cmath.phase(-1 + 0j), [round(v, 4) for v in cmath.polar(1 + 1j)], cmath.isclose(cmath.exp(cmath.pi * 1j), -1), cmath.rect(2, 0), cmath.inf, cmath.isnan(cmath.nanj))
root = cmath.sqrt(1 - 4 * 1)
print([complex(round(z.real, 3), round(z.imag, 3)) for z in ((-1 + root) / 2, (-1 - root) / 2)], abs(3 + 4j), (2 + 3j).conjugate() * (2 + 3j))
print([round(c, 3) for c in colorsys.rgb_to_hsv(0.2, 0.4, 0.4)], colorsys.hsv_to_rgb(0.5, 0.5, 0.4), [round(c, 3) for c in colorsys.rgb_to_hls(1, 0.5, 0)], [round(c, 2) for c in colorsys.rgb_to_yiq(1, 1, 1)])
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.exp(1000)):
    try:
        bad()
    except (ValueError, OverflowError) as error:
        print(type(error).__name__)


def palette(n):
    colours = []
    for i in range(n):
        r, g, b = (round(255 * c) for c in colorsys.hsv_to_rgb(i / n, 1, 1))
        colours.append(f"#{r:02x}{g:02x}{b:02x}")
    return colours


print(palette(6))
