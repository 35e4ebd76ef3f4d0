"""Fast Fourier transform: the spectrum of a signal, and multiplying big integers."""

import cmath
import math


def fft(x, sign=-1):
    n = len(x)
    if n == 1:
        return list(x)
    even, odd = fft(x[::2], sign), fft(x[1::2], sign)
    twiddled = [cmath.exp(sign * 2j * cmath.pi * k / n) * odd[k] for k in range(n // 2)]
    return [e + t for e, t in zip(even, twiddled)] + [e - t for e, t in zip(even, twiddled)]


def ifft(x):
    return [v / len(x) for v in fft(x, +1)]


def dft(x):
    n = len(x)
    return [sum(x[t] * cmath.rect(1, -math.tau * k * t / n) for t in range(n)) for k in range(n)]


def multiply(a: int, b: int) -> int:
    da, db = (list(map(int, str(n)[::-1])) for n in (a, b))
    size = 1
    while size < len(da) + len(db):
        size *= 2
    fa = fft(da + [0] * (size - len(da)))
    fb = fft(db + [0] * (size - len(db)))
    digits = [round(v.real) for v in ifft([p * q for p, q in zip(fa, fb)])]
    return sum(d * 10**i for i, d in enumerate(digits))


N = 32
signal = [math.sin(math.tau * 3 * t / N) + 0.5 * math.cos(math.tau * 7 * t / N) for t in range(N)]
spectrum = fft(signal)
for k, v in enumerate(spectrum[: N // 2]):
    strength = abs(v) / (N / 2)
    print(f"{k:2d} {strength:5.2f} {'#' * round(strength * 40)}".rstrip())
print(max(abs(a - b) for a, b in zip(spectrum, dft(signal))) < 1e-9)
print(max(abs(a - b) for a, b in zip(signal, ifft(spectrum))) < 1e-12)
print(round(math.degrees(cmath.phase(spectrum[3]))), round(math.degrees(cmath.phase(spectrum[7]))))
print([f"{v:.2f}" for v in fft([1, 1, 1, 1, 0, 0, 0, 0])])
x, y = 31415926535897932384, 27182818284590452353
print(multiply(x, y), multiply(x, y) == x * y)
print([complex(round(v.real, 6) + 0, round(v.imag, 6) + 0) for v in dft([0, 1, 0, -1])])
