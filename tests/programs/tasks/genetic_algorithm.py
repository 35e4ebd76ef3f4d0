import random
from dataclasses import dataclass, field

TARGET = "one good word at a time"
ALPHABET = "abcdefghijklmnopqrstuvwxyz "


@dataclass(order=True)
class Being:
    fitness: int = field(init=False)
    genes: str = field(compare=False)

    def __post_init__(self):
        self.fitness = sum(a == b for a, b in zip(self.genes, TARGET))

    def mutate(self, rng, rate=0.04):
        return Being(
            "".join(rng.choice(ALPHABET) if rng.random() < rate else g for g in self.genes)
        )

    def __matmul__(self, other):
        """Cross two beings."""
        cut = Being.rng.randrange(len(self.genes))
        return Being(self.genes[:cut] + other.genes[cut:])


Being.rng = rng = random.Random(2)
population = [Being("".join(rng.choices(ALPHABET, k=len(TARGET)))) for _ in range(120)]
generation = 0
while (best := max(population)).fitness < len(TARGET):
    if generation % 10 == 0:
        print(f"{generation:4d} {best.genes!r} {best.fitness}")
    weights = [2**b.fitness for b in population]
    children = [
        (a @ b).mutate(rng) for a, b in (rng.choices(population, weights, k=2) for _ in range(119))
    ]
    population = [best, *children]
    generation += 1
print(f"{generation:4d} {best.genes!r} {best.fitness}")
print("mean fitness %.2f" % (sum(b.fitness for b in population) / len(population)))
