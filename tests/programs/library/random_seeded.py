"""A seeded generator gives the same choices each time."""
from itertools import accumulate
from random import Random, SystemRandom

rng = Random(2024)
print([rng.randint(1, 6) for _ in range(10)])
print(round(rng.random(), 6), round(rng.uniform(-1, 1), 6), rng.randrange(0, 1000, 25), rng.getrandbits(16))
print(rng.choice("NESW"), rng.sample(range(1, 50), k=6))
order = ["ann", "bob", "cy", "di"]
rng.shuffle(order)
print(order)
print(rng.choices(["rain", "sun", "fog"], [5, 3, 1], k=7), rng.choices("ab", cum_weights=[1, 4], k=5))
print(rng.sample(["x", "y"], counts=[3, 2], k=4), rng.randbytes(4).hex())
for name, args in [("gauss", (0, 1)), ("normalvariate", (5, 2)), ("expovariate", (0.2,)), ("triangular", (0, 10, 3)),
                   ("betavariate", (2, 3)), ("gammavariate", (2, 1)), ("lognormvariate", (0, 0.5)),
                   ("vonmisesvariate", (0, 4)), ("paretovariate", (3,)), ("weibullvariate", (1, 1.5))]:
    print(name, round(getattr(rng, name)(*args), 6))

state = rng.getstate()
before = [rng.random() for _ in range(3)]
rng.setstate(state)
print(before == [rng.random() for _ in range(3)], Random("text").random() == Random("text").random(), Random(1).random() != Random(2).random())


def estimate_pi(n, rng):
    inside = sum(rng.random() ** 2 + rng.random() ** 2 < 1 for _ in range(n))
    return 4 * inside / n


def walk(steps, rng):
    return list(accumulate(rng.choice((-1, 1)) for _ in range(steps)))


def collect_all(kinds, rng):
    """How many packets until one of each kind was found."""
    found, packets = set(), 0
    while len(found) < kinds:
        found.add(rng.randrange(kinds))
        packets += 1
    return packets


print(estimate_pi(5000, Random(1)), walk(15, Random(3)))
trials = [collect_all(6, Random(seed)) for seed in range(200)]
print(min(trials), max(trials), sum(trials) / len(trials))
try:
    rng.sample([1, 2], 3)
except ValueError as error:
    print(error)
print(0 <= SystemRandom().random() < 1)
