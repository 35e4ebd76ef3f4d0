"""Order-2 word Markov chain, seeded."""

import random
from collections import defaultdict

TEXT = (
    "the cat sat on the mat and the cat saw the dog and the dog saw the cat and "
    "the cat ran and the dog ran after the cat until the cat sat on the wall and "
    "the dog sat on the mat and the day was over"
)


class MarkovChain:
    def __init__(self, order=2, rng=None):
        self.order = order
        self.rng = rng or random.Random()
        self.table = defaultdict(list)
        self.starts = []

    def feed(self, text):
        words = text.split()
        self.starts.append(tuple(words[: self.order]))
        for *key, nxt in zip(*(words[i:] for i in range(self.order + 1))):
            self.table[tuple(key)].append(nxt)
        return self

    def generate(self, length):
        state = self.rng.choice(self.starts)
        out = list(state)
        while len(out) < length and state in self.table:
            out.append(self.rng.choice(self.table[state]))
            state = tuple(out[-self.order :])
        return " ".join(out)


chain = MarkovChain(2, random.Random(2024)).feed(TEXT)
for _ in range(3):
    print(chain.generate(14))
print(len(chain.table), "states;", "after 'the cat':", sorted(chain.table["the", "cat"]))
print(chain.table["no", "such"])
random.seed(5)
print(MarkovChain(1, random).feed(TEXT).generate(9))
