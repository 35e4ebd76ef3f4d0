"""Tic-tac-toe: the computer plays both sides with minimax and never loses."""
from functools import lru_cache

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    for a, b, c in LINES:
        if board[a] == board[b] == board[c] != " ":
            return board[a]
    return None


def moves(board):
    return [i for i, cell in enumerate(board) if cell == " "]


def place(board, i, player):
    return board[:i] + player + board[i + 1:]


def other(player):
    return "O" if player == "X" else "X"


@lru_cache(maxsize=None)
def score(board, player):
    """+1 when player, to move, wins; -1 when the other does."""
    won = winner(board)
    if won:
        return 1 if won == player else -1
    if not moves(board):
        return 0
    return max(-score(place(board, i, player), other(player)) for i in moves(board))


def best_move(board, player):
    return max(moves(board), key=lambda i: (-score(place(board, i, player), other(player)), -i))


def show(board):
    rows = [" | ".join(board[r:r + 3]) for r in (0, 3, 6)]
    print("\n--+---+--\n".join(rows))


board, player = " " * 9, "X"
history = []
while not winner(board) and moves(board):
    i = best_move(board, player)
    history.append(i)
    board = place(board, i, player)
    player = other(player)
show(board)
print("moves:", history, "winner:", winner(board) or "nobody")
trap = "X   O   X"
print("after", repr(trap), "O plays", best_move(trap, "O"), "score", score(trap, "O"))
fool = "XO  X    "
print("X wins by", best_move(fool, "X"), "positions looked at:", score.cache_info().currsize)
