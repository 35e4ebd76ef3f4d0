"""Connect four with alpha-beta search over a bitboard-free list of columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

WIDTH, HEIGHT, NEED = 6, 5, 4
ORDER = sorted(range(WIDTH), key=lambda c: abs(c - WIDTH // 2))


@dataclass
class Board:
    columns: list[list[str]] = field(default_factory=lambda: [[] for _ in range(WIDTH)])
    turn: str = "x"

    def moves(self) -> list[int]:
        return [c for c in ORDER if len(self.columns[c]) < HEIGHT]

    def play(self, c: int) -> Board:
        self.columns[c].append(self.turn)
        self.turn = "o" if self.turn == "x" else "x"
        return self

    def undo(self, c: int) -> None:
        self.turn = self.columns[c].pop()

    def at(self, c: int, r: int) -> str:
        return self.columns[c][r] if 0 <= c < WIDTH and 0 <= r < len(self.columns[c]) else "."

    def won(self, c: int) -> bool:
        r = len(self.columns[c]) - 1
        who = self.columns[c][r]
        for dc, dr in ((1, 0), (0, 1), (1, 1), (1, -1)):
            run = 1
            for sign in (1, -1):
                k = 1
                while self.at(c + sign * k * dc, r + sign * k * dr) == who:
                    run, k = run + 1, k + 1
            if run >= NEED:
                return True
        return False

    def __str__(self) -> str:
        rows = (" ".join(self.at(c, r) for c in range(WIDTH)) for r in reversed(range(HEIGHT)))
        return "\n".join(chain(rows, [" ".join(map(str, range(WIDTH)))]))


@dataclass
class Search:
    depth: int
    nodes: int = 0

    def best(self, board: Board) -> tuple[int, int]:
        return max(
            (
                (self._value(board, c, self.depth, -1000, 1000), -ORDER.index(c), c)
                for c in board.moves()
            )
        )[::2]

    def _value(self, board: Board, c: int, depth: int, alpha: int, beta: int) -> int:
        self.nodes += 1
        board.play(c)
        try:
            if board.won(c):
                return 100 + depth
            replies = board.moves()
            if not replies or depth == 0:
                return 0
            worst = -1000
            for reply in replies:
                worst = max(
                    worst, self._value(board, reply, depth - 1, -beta, -max(alpha, -beta, worst))
                )
                if worst >= beta:
                    break
            return -worst
        finally:
            board.undo(c)


board = Board()
record = []
while board.moves():
    search = Search(depth=4 if board.turn == "x" else 2)
    value, c = search.best(board)
    who = board.turn
    board.play(c)
    record.append(f"{who}{c}({value:+d})")
    if board.won(c):
        record.append(f"{who} wins")
        break
print(" ".join(record))
print(board)
trap = Board()
for c in (2, 2, 3, 3):
    trap.play(c)
search = Search(4)
print("value and column:", search.best(trap), "nodes:", search.nodes > 100)
