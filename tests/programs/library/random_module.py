"""The functions of the random module itself, seeded."""
import random

random.seed(12345)
print(random.randint(1, 100), random.randrange(10), random.randrange(0, 101, 5), random.getrandbits(20), random.choice("abcdef"))
print(round(random.random(), 5), round(random.uniform(1, 2), 5), round(random.triangular(0, 1, 0.5), 5), random.randbytes(3).hex())
cards = [f"{r}{s}" for s in "SHDC" for r in "AKQJT"]
random.shuffle(cards)
hands = {name: sorted(cards.pop() for _ in range(3)) for name in ("north", "east")}
print(hands, len(cards))
print(random.choices(range(5), k=8), random.choices(["a", "b"], weights=[1, 9], k=6), random.sample(range(10**9), 3), random.sample("abc", 3))
for function, arguments in [(random.gauss, (10, 3)), (random.normalvariate, (0, 1)), (random.expovariate, (1,)), (random.betavariate, (1, 2)),
                            (random.gammavariate, (1, 1)), (random.lognormvariate, (0, 1)), (random.vonmisesvariate, (0, 1)), (random.paretovariate, (2,)), (random.weibullvariate, (1, 2))]:
    print(function.__name__, round(function(*arguments), 5))
state = random.getstate()
a = [random.random() for _ in range(3)]
random.setstate(state)
b = [random.random() for _ in range(3)]
print(a == b)
try:
    random.choice([])
except IndexError as error:
    print(error)
try:
    random.randint(5, 1)
except ValueError:
    print("empty range")


def roll(dice):
    n, _, sides = dice.partition("d")
    return sum(random.randint(1, int(sides)) for _ in range(int(n or 1)))


random.seed(1)
print([roll(d) for d in ("2d6", "d20", "3d4")], all(2 <= roll("2d6") <= 12 for _ in range(100)))
