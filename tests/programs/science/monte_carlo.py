# needs: science
import math

import numpy as np

rng = np.random.default_rng(12345)
points = rng.random((100_000, 2))
inside = (points ** 2).sum(axis=1) <= 1
print("pi is about", round(4 * inside.mean(), 3), abs(4 * inside.mean() - math.pi) < 0.02)

walks = rng.choice([-1, 1], size=(500, 200)).cumsum(axis=1)
print(walks[:, -1].mean().round(3), np.abs(walks).max(), (walks[:, -1] == 0).sum())

np.random.seed(0)
print(np.random.rand(3).round(4), np.random.randint(0, 10, 5), np.random.choice(["a", "b"], 4).tolist())
np.random.seed(0)
print(np.random.rand(3).round(4), np.random.permutation(5))
deck = np.arange(10)
rng.shuffle(deck)
print(deck, rng.permutation(4), rng.integers(1, 7, size=6), rng.normal(size=2).round(4))
legacy = np.random.RandomState(3)
print(legacy.normal(size=3).round(4), legacy.poisson(4, 3), rng.exponential(2.0, 2).round(3))
boot = rng.choice(walks[:, -1], size=(200, 500)).mean(axis=1)
print(np.percentile(boot, [2.5, 97.5]).round(2), np.median(boot).round(3))
