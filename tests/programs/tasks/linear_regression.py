import statistics as st

# size in m2, price in thousands
data = [
    (38, 112),
    (45, 131),
    (52, 149),
    (60, 178),
    (66, 185),
    (71, 214),
    (83, 240),
    (90, 251),
    (104, 310),
    (118, 336),
]
xs, ys = zip(*data)
n = len(data)

mx = sum(xs) / n
my = sum(ys) / n
sxy = sum((x - mx) * (y - my) for x, y in data)
sxx = sum((x - mx) ** 2 for x in xs)
slope = sxy / sxx
intercept = my - slope * mx
print("price = %.3f * size + %.3f" % (slope, intercept))

predicted = [slope * x + intercept for x in xs]
ss_res = sum((y - p) ** 2 for y, p in zip(ys, predicted))
ss_tot = sum((y - my) ** 2 for y in ys)
print("R^2 = %.5f" % (1 - ss_res / ss_tot))
for x, y, p in zip(xs, ys, predicted):
    print("%4d %5d %7.1f %+6.1f" % (x, y, p, y - p))

fit = st.linear_regression(xs, ys)
print(abs(fit.slope - slope) < 1e-9, abs(fit.intercept - intercept) < 1e-9)
print("correlation %.4f, covariance %.2f" % (st.correlation(xs, ys), st.covariance(xs, ys)))

# the same by gradient descent on scaled values
a = b = 0.0
sx, sy = st.pstdev(xs), st.pstdev(ys)
zx = [(x - mx) / sx for x in xs]
zy = [(y - my) / sy for y in ys]
for step in range(200):
    errors = [a * x + b - y for x, y in zip(zx, zy)]
    a -= 0.1 * 2 / n * sum(e * x for e, x in zip(errors, zx))
    b -= 0.1 * 2 / n * sum(errors)
print("by descent: %.3f" % (a * sy / sx))
for size in (50, 75, 100):
    print(size, "m2 ->", round(fit.slope * size + fit.intercept))
