"""A* on a grid map with walls and mud."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import Iterator, NamedTuple

MAP = """\
S....#.....
.###.#.###.
.#...#.#~#.
.#.###.#~#.
.#.....#~..
.#####.###.
.......#..G
"""


class Point(NamedTuple):
    x: int
    y: int

    def __add__(self, other: "Point") -> "Point":  # type: ignore[override]
        return Point(self.x + other.x, self.y + other.y)

    def distance(self, other: Point) -> int:
        return abs(self.x - other.x) + abs(self.y - other.y)


STEPS = (Point(0, -1), Point(1, 0), Point(0, 1), Point(-1, 0))


@dataclass(frozen=True)
class Grid:
    rows: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Grid:
        return cls(tuple(text.splitlines()))

    def find(self, mark: str) -> Point:
        for y, row in enumerate(self.rows):
            if (x := row.find(mark)) >= 0:
                return Point(x, y)
        raise LookupError(mark)

    def cost(self, p: Point) -> int | None:
        if not (0 <= p.y < len(self.rows) and 0 <= p.x < len(self.rows[0])):
            return None
        return {"#": None, "~": 5}.get(self.rows[p.y][p.x], 1)

    def neighbours(self, p: Point) -> Iterator[tuple[Point, int]]:
        for step in STEPS:
            q = p + step
            if (c := self.cost(q)) is not None:
                yield q, c


def search(grid: Grid, start: Point, goal: Point) -> tuple[list[Point], int, int]:
    frontier: list[tuple[int, int, Point]] = [(0, 0, start)]
    came: dict[Point, Point | None] = {start: None}
    spent = {start: 0}
    looked = 0
    ticket = 0
    while frontier:
        *_, here = heapq.heappop(frontier)
        looked += 1
        if here == goal:
            break
        for there, cost in grid.neighbours(here):
            total = spent[here] + cost
            if there not in spent or total < spent[there]:
                spent[there] = total
                came[there] = here
                ticket += 1
                heapq.heappush(frontier, (total + there.distance(goal), ticket, there))
    else:
        raise LookupError("no way through")
    path: list[Point] = []
    step: Point | None = goal
    while step is not None:
        path.append(step)
        step = came[step]
    return path[::-1], spent[goal], looked


def main() -> None:
    grid = Grid.parse(MAP)
    start, goal = grid.find("S"), grid.find("G")
    path, cost, looked = search(grid, start, goal)
    on = set(path[1:-1])
    for y, row in enumerate(grid.rows):
        print("".join("*" if Point(x, y) in on else c for x, c in enumerate(row)))
    print(f"{len(path) - 1} steps, cost {cost}, {looked} squares looked at")
    print(path[0], path[-1])
    blocked = Grid.parse("S#G")
    try:
        search(blocked, blocked.find("S"), blocked.find("G"))
    except LookupError as error:
        print("blocked:", error)


if __name__ == "__main__":
    main()
