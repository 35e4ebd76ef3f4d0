# Mandelbrot and a Julia set in text
SHADES = " .:-=+*#%@"


def escape(z, c, limit=60):
    for n in range(limit):
        if abs(z) > 2:
            return n
        z = z * z + c
    return limit


def picture(f, width=64, height=21, x0=-2.2, x1=0.8, y0=-1.2, y1=1.2):
    for row in range(height):
        y = y0 + (y1 - y0) * row / (height - 1)
        line = ""
        for col in range(width):
            x = x0 + (x1 - x0) * col / (width - 1)
            n = f(complex(x, y))
            line += SHADES[min(n * len(SHADES) // 61, len(SHADES) - 1)] if n < 60 else "@"
        print(line.rstrip())


picture(lambda c: escape(0, c))
print("=" * 64)
picture(lambda z: escape(z, -0.8 + 0.156j), x0=-1.6, x1=1.6)
inside = sum(
    escape(0j, complex(x / 50, y / 50), 100) == 100 for x in range(-110, 40) for y in range(-60, 60)
)
print("area about %.2f" % (inside / 2500))
