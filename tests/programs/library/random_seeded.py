"""A seeded generator gives the same choices each time."""
import random
from itertools import accumulate
from random import Random

rng = Random(2024)
print([rng.randint(1, 6) for _ in range(10)])
print(round(rng.random(), 6), round(rng.uniform(2.5, 10), 6), rng.randrange(0, 101, 2), rng.getrandbits(16))
print(rng.choice(["win", "lose", "draw"]), rng.sample([10, 20, 30, 40, 50], k=4))
deck = "ace two three four".split()
rng.shuffle(deck)
print(deck)
print(rng.choices(["red", "black", "green"], [18, 18, 2], k=6), rng.choices("ab", cum_weights=[1, 4], k=5))
print(rng.sample(["red", "blue"], counts=[4, 2], k=5), rng.randbytes(4).hex())
for name, args in [("gauss", (0, 1)), ("normalvariate", (5, 2)), ("expovariate", (0.2,)), ("triangular", (0, 10, 3)),
                   ("betavariate", (2, 3)), ("gammavariate", (2, 1)), ("lognormvariate", (0, 0.5)),
                   ("vonmisesvariate", (0, 4)), ("paretovariate", (3,)), ("weibullvariate", (1, 1.5))]:
    print(name, round(getattr(rng, name)(*args), 6))

state = rng.getstate()
first = [rng.random() for _ in range(3)]
rng.setstate(state)
print(first == [rng.random() for _ in range(3)])

random.seed(7)
a = [random.randint(1, 100) for _ in range(5)]
random.seed(7)
print(a == [random.randint(1, 100) for _ in range(5)], a)
random.seed("text seeds too")
print(round(random.random(), 6), random.choice(range(1000)), round(random.gauss(mu=100, sigma=15), 3))


def estimate_pi(n, rng):
    inside = sum(rng.random() ** 2 + rng.random() ** 2 < 1 for _ in range(n))
    return 4 * inside / n


print(estimate_pi(5000, Random(1)))
walk = list(accumulate(Random(3).choice([-1, 1]) for _ in range(20)))
print(walk, min(walk), max(walk))


def trial(rng):
    return rng.choices("HT", cum_weights=(0.60, 1.00), k=7).count("H") >= 5


r = Random(42)
print(sum(trial(r) for _ in range(2000)) / 2000)
try:
    random.sample([1, 2], 3)
except ValueError as error:
    print(error)
print(0 <= random.SystemRandom().random() < 1)
