"""Generate a maze (seeded, depth first), solve it breadth first, draw both."""

import random
from collections import deque

N, E, S, W = 1, 2, 4, 8
MOVES = {N: (0, -1), E: (1, 0), S: (0, 1), W: (-1, 0)}
BACK = {N: S, S: N, E: W, W: E}


class Maze:
    def __init__(self, width, height, seed=None):
        self.width, self.height = width, height
        self._open = [[0] * width for _ in range(height)]
        self._rng = random.Random(seed)
        self._carve()

    def _inside(self, x, y):
        return 0 <= x < self.width and 0 <= y < self.height

    def _carve(self):
        stack = [(0, 0)]
        while stack:
            x, y = stack[-1]
            options = [
                (way, x + dx, y + dy)
                for way, (dx, dy) in MOVES.items()
                if self._inside(x + dx, y + dy) and not self._open[y + dy][x + dx]
            ]
            if not options:
                stack.pop()
                continue
            way, nx, ny = self._rng.choice(options)
            self._open[y][x] |= way
            self._open[ny][nx] |= BACK[way]
            stack.append((nx, ny))

    def neighbours(self, cell):
        x, y = cell
        for way, (dx, dy) in MOVES.items():
            if self._open[y][x] & way:
                yield x + dx, y + dy

    def solve(self, start, goal):
        came = {start: None}
        queue = deque([start])
        while queue:
            here = queue.popleft()
            if here == goal:
                break
            for cell in self.neighbours(here):
                if cell not in came:
                    came[cell] = here
                    queue.append(cell)
        path = []
        while goal is not None:
            path.append(goal)
            goal = came[goal]
        return path[::-1]

    def dead_ends(self):
        return sum(bin(c).count("1") == 1 for row in self._open for c in row)

    def draw(self, path=()):
        marks = set(path)
        lines = ["+" + "--+" * self.width]
        for y, row in enumerate(self._open):
            middle, below = "|", "+"
            for x, cell in enumerate(row):
                middle += ("()" if (x, y) in marks else "  ") + (" " if cell & E else "|")
                below += ("  " if cell & S else "--") + "+"
            lines += [middle, below]
        return "\n".join(lines)

    __str__ = draw


maze = Maze(12, 6, seed=8)
print(maze)
path = maze.solve((0, 0), (11, 5))
print(maze.draw(path))
print(len(path), "cells on the path,", maze.dead_ends(), "dead ends")
big = Maze(40, 40, 1)
print(
    len(big.solve((0, 0), (39, 39))),
    sum(1 for y in range(40) for x in range(40) for _ in big.neighbours((x, y))) // 2,
)
