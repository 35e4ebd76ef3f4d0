"""A chain of words learnt from a text, with a generator of its own."""
import random
import textwrap
from collections import Counter, defaultdict
from itertools import islice, pairwise

TEXT = """the sea was calm and the sky was clear and the boat was small but the crew was brave
and the wind was kind so the boat sailed over the sea to the far land where the sky was red"""


class Chain:
    def __init__(self, seed=None):
        self._next = defaultdict(Counter)
        self._random = random.Random(seed)

    def learn(self, words):
        for a, b in pairwise(words):
            self._next[a][b] += 1
        return self

    def walk(self, word):
        while True:
            yield word
            followers = self._next.get(word)
            if not followers:
                return
            word = self._random.choices(list(followers), weights=followers.values())[0]

    def __len__(self):
        return len(self._next)


chain = Chain(seed=11).learn(TEXT.split())
print(len(chain), chain._next["the"].most_common(3))
print(textwrap.fill(" ".join(islice(chain.walk("the"), 40)), width=60))
again = Chain(seed=11).learn(TEXT.split())
print(list(islice(again.walk("the"), 40)) == list(islice(Chain(11).learn(TEXT.split()).walk("the"), 40)))
