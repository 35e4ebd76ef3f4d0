# needs: science
import numpy as np


def step(board: np.ndarray) -> np.ndarray:
    neighbours = sum(
        np.roll(np.roll(board, dy, axis=0), dx, axis=1)
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
        if (dy, dx) != (0, 0)
    )
    return ((neighbours == 3) | ((board == 1) & (neighbours == 2))).astype(int)


def show(board: np.ndarray) -> None:
    for row in board:
        print("".join("#" if cell else "." for cell in row))
    print()


board = np.zeros((8, 8), dtype=int)
board[1, 2] = board[2, 3] = 1
board[3, 1:4] = 1
for generation in range(4):
    print("generation", generation, "alive", board.sum())
    show(board)
    board = step(board)
