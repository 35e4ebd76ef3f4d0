import random
from math import dist
from statistics import fmean

random.seed(11)
centres = [(2, 3), (8, 8), (9, 1)]
points = [(random.gauss(x, 0.8), random.gauss(y, 0.8)) for x, y in centres for _ in range(30)]
random.shuffle(points)


def kmeans(points, k):
    means = random.sample(points, k)
    rounds = 0
    while True:
        rounds += 1
        clusters = [[] for _ in means]
        for p in points:
            clusters[min(range(k), key=lambda i: dist(p, means[i]))].append(p)
        new = [tuple(map(fmean, zip(*c))) if c else means[i] for i, c in enumerate(clusters)]
        if new == means:
            return means, clusters, rounds
        means = new


means, clusters, rounds = min(
    (kmeans(points, 3) for _ in range(5)),
    key=lambda r: sum(dist(p, m) ** 2 for m, c in zip(r[0], r[1]) for p in c),
)
for (x, y), c in sorted(zip(means, clusters)):
    print(f"({x:.2f}, {y:.2f}) with {len(c)} points, radius {max(dist((x, y), p) for p in c):.2f}")
print("rounds:", rounds)
plot = [[" "] * 44 for _ in range(12)]
for label, c in zip("abc", (c for _, c in sorted(zip(means, clusters)))):
    for x, y in c:
        plot[11 - min(11, max(0, int(y)))][min(43, max(0, int(x * 4)))] = label
print("\n".join("".join(row).rstrip() for row in plot))
