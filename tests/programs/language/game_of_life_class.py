from __future__ import annotations


class Life:
    """Conway's game on an endless grid, kept as a set of living cells."""

    NEIGHBOURS = frozenset((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)) - {(0, 0)}

    def __init__(self, cells: set[tuple[int, int]] | None = None, generation: int = 0):
        self._cells = frozenset(cells or ())
        self.generation = generation

    @classmethod
    def parse(cls, picture: str) -> Life:
        return cls({(x, y) for y, line in enumerate(picture.splitlines()) for x, c in enumerate(line) if c in "#O*"})

    def __contains__(self, cell):
        return cell in self._cells

    def __len__(self):
        return len(self._cells)

    def __eq__(self, other):
        return isinstance(other, Life) and self._normal() == other._normal()

    def __hash__(self):
        return hash(self._normal())

    def __or__(self, other):
        return Life(self._cells | other._cells)

    def __rshift__(self, by):
        dx, dy = by
        return Life({(x + dx, y + dy) for x, y in self._cells})

    def __next__(self):
        self._cells, self.generation = self._step(), self.generation + 1
        return self

    def __iter__(self):
        return self

    def _normal(self):
        if not self._cells:
            return frozenset()
        left, top, *_ = self.bounds
        return frozenset((x - left, y - top) for x, y in self._cells)

    @property
    def bounds(self):
        xs, ys = zip(*self._cells)
        return min(xs), min(ys), max(xs), max(ys)

    def _step(self):
        counts: dict[tuple[int, int], int] = {}
        for x, y in self._cells:
            for dx, dy in self.NEIGHBOURS:
                cell = x + dx, y + dy
                counts[cell] = counts.get(cell, 0) + 1
        return frozenset(c for c, n in counts.items() if n == 3 or (n == 2 and c in self._cells))

    def __str__(self):
        if not self:
            return "(all dead)"
        left, top, right, bottom = self.bounds
        return "\n".join(
            "".join("#" if (x, y) in self else "." for x in range(left, right + 1)) for y in range(top, bottom + 1)
        )


glider = Life.parse(".#.\n..#\n###")
start = Life(set(glider._cells))
for world in glider:
    if world.generation in (1, 2):
        print(world, end="\n\n")
    if world.generation == 4:
        break
print(glider == start, glider.bounds, start.bounds, len(glider))
blinker = Life.parse("###")
print(next(blinker), blinker.generation, next(blinker) == Life.parse("###"))
both = start | (Life.parse("##\n##") >> (10, 10))
for _, both in zip(range(20), both):
    pass
print(len(both), (11, 11) in both, hash(start) == hash(glider))
acorn = Life.parse(".#.....\n...#...\n##..###")
print([len(next(acorn)) for _ in range(12)], bool(Life()), Life())
