import random
from collections import Counter
from itertools import combinations

ORDER = "23456789TJQKA"
NAMES = [
    "high card",
    "pair",
    "two pairs",
    "three of a kind",
    "straight",
    "flush",
    "full house",
    "four of a kind",
    "straight flush",
]
SHAPES = {(1,) * 5: 0, (2, 1, 1, 1): 1, (2, 2, 1): 2, (3, 1, 1): 3, (3, 2): 6, (4, 1): 7}


def rank(hand):
    groups = sorted(
        ((n, r) for r, n in Counter(ORDER.index(c[0]) for c in hand).items()), reverse=True
    )
    shape, ranks = zip(*groups)
    flush = len({c[1] for c in hand}) == 1
    if ranks == (12, 3, 2, 1, 0):
        ranks = (3, 2, 1, 0, -1)
    straight = shape == (1,) * 5 and ranks[0] - ranks[4] == 4
    return (8 if straight and flush else 5 if flush else 4 if straight else SHAPES[shape]), ranks


for h in [
    "AS KS QS JS TS",
    "9H 9D 9C 9S 2D",
    "8C 8D 8H KS KD",
    "AH 9H 5H 3H 2H",
    "5C 4D 3H 2S AD",
    "QC QD QH 4S 2D",
    "JC JD 3H 3S AD",
    "TC TD 8H 5S 2D",
    "KC JD 8H 5S 2D",
]:
    k, r = rank(h.split())
    print(f"{h}  {NAMES[k]:<16} {r}")


def duel(a, b):
    ra, rb = rank(a.split()), rank(b.split())
    return "first" if ra > rb else "second" if rb > ra else "tie"


print(
    duel("2H 2D 5S 9C KD", "2C 2S 5D 9H AH"),
    duel("5C 4D 3H 2S AD", "6C 5D 4H 3S 2D"),
    duel("AC KC 9D 5D 2D", "AD KD 9C 5C 2C"),
)

deck = [r + s for r in ORDER for s in "CDHS"]
rng = random.Random(52)
seen = Counter(rank(rng.sample(deck, 5))[0] for _ in range(3000))
for k in range(9):
    if seen[k]:
        print(f"{NAMES[k]:<16}{seen[k]:>6}")
seven = rng.sample(deck, 7)
best = max(combinations(seven, 5), key=rank)
print(*seven, "-> best", *best, "=", NAMES[rank(best)[0]])
