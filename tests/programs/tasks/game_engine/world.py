import random

from entities import Entity


class World:
    def __init__(self, width, height, seed):
        self.width, self.height = width, height
        self.rng = random.Random(seed)
        self._entities: list[Entity] = []
        self._messages = []
        self.tick = 0

    def spawn(self, kind, n, **options):
        while n:
            p = self.rng.randrange(self.width), self.rng.randrange(self.height)
            if self.at(p) is None:
                self._entities.append(kind(*p, **options))
                n -= 1

    def at(self, position):
        return next((e for e in self._entities if e.position == position and e.alive), None)

    def around(self, position):
        x, y = position
        return [
            (x + i, y + j)
            for j in (-1, 0, 1)
            for i in (-1, 0, 1)
            if (i or j) and 0 <= x + i < self.width and 0 <= y + j < self.height
        ]

    def say(self, text):
        self._messages.append(f"{self.tick}: {text}")

    def step(self):
        self.tick += 1
        for e in self._entities[:]:
            if e.alive:
                e.act(self)
        self._entities[:] = [e for e in self._entities if e.alive]

    def count(self, kind):
        return sum(isinstance(e, kind) for e in self._entities)

    def drain(self):
        messages, self._messages = self._messages, []
        return messages

    def __str__(self):
        return "\n".join(
            "".join(e.symbol if (e := self.at((x, y))) else "." for x in range(self.width))
            for y in range(self.height)
        )
