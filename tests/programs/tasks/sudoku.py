"""Sudoku with bit masks: fill in what is forced, then guess where the choice is smallest."""

from __future__ import annotations

from typing import Iterator, List, Optional

MILD = """
..3...... 5.4..679. .89542...
41..8.92. ..89.5..1 .524....7
..1....5. ....1.6.3 637..92..
"""
NASTY = """
.2.96...4 ..95..... ......7.6
...8.51.. ..6....83 3....1..7
.8....... 94.2..... ...3..825
"""
ALL = 0b111111111


class NoWay(Exception):
    """A cell has no digit left."""


def digits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length()
        mask ^= low


class Board:
    _houses: List[List[int]] = (
        [[r * 9 + c for c in range(9)] for r in range(9)]
        + [[r * 9 + c for r in range(9)] for c in range(9)]
        + [[(b // 3 * 3 + i // 3) * 9 + b % 3 * 3 + i % 3 for i in range(9)] for b in range(9)]
    )
    _seen_by = {
        cell: frozenset(sum((h for h in houses if cell in h), [])) - {cell}
        for houses in [_houses]
        for cell in range(81)
    }
    guesses = 0

    def __init__(self, masks: Optional[List[int]] = None) -> None:
        self._masks = masks[:] if masks else [ALL] * 81

    @classmethod
    def read(cls, text: str) -> Board:
        cells = "".join(text.split())
        if len(cells) != 81:
            raise ValueError(f"expected 81 cells, got {len(cells)}")
        board = cls()
        for where, char in enumerate(cells):
            if char != ".":
                board.put(where, 1 << int(char) - 1)
        return board

    def put(self, cell: int, bit: int) -> None:
        if not self._masks[cell] & bit:
            raise NoWay(cell)
        self._masks[cell] = bit
        for other in sorted(self._seen_by[cell]):
            if self._masks[other] & bit:
                self._masks[other] &= ~bit
                if not self._masks[other]:
                    raise NoWay(other)
                if self._masks[other].bit_count() == 1:
                    self.put(other, self._masks[other])

    def hidden_singles(self) -> None:
        moved = True
        while moved:
            moved = False
            for house in self._houses:
                for bit in (1 << n for n in range(9)):
                    places = [c for c in house if self._masks[c] & bit]
                    if not places:
                        raise NoWay(house[0])
                    if len(places) == 1 and self._masks[places[0]] != bit:
                        self.put(places[0], bit)
                        moved = True

    def solve(self) -> Optional[Board]:
        try:
            self.hidden_singles()
        except NoWay:
            return None
        undecided = [(m.bit_count(), c) for c, m in enumerate(self._masks) if m.bit_count() > 1]
        if not undecided:
            return self
        _, cell = min(undecided)
        for digit in digits(self._masks[cell]):
            Board.guesses += 1
            attempt = Board(self._masks)
            try:
                attempt.put(cell, 1 << digit - 1)
            except NoWay:
                continue
            if (answer := attempt.solve()) is not None:
                return answer
        return None

    def __str__(self) -> str:
        rows = []
        for r in range(9):
            if r and r % 3 == 0:
                rows.append("------+-------+------")
            cells = [
                str(next(digits(m))) if m.bit_count() == 1 else "."
                for m in self._masks[r * 9 : r * 9 + 9]
            ]
            rows.append(" | ".join(" ".join(cells[i : i + 3]) for i in (0, 3, 6)))
        return "\n".join(rows)


for name, text in {"mild": MILD, "nasty": NASTY}.items():
    Board.guesses = 0
    board = Board.read(text)
    print(f"{name}: {str(board).count('.')} cells open after reading")
    print(board.solve(), f"\n{Board.guesses} guesses")

for wrong in ("11" + "." * 79, "123", "x" * 81):
    try:
        Board.read(wrong)
    except NoWay as e:
        print("no digit left in cell", e.args[0])
    except ValueError as e:
        print("ValueError:", e)
print(Board.read("." * 81).solve() is not None)
