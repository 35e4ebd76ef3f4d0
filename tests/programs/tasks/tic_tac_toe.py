from functools import lru_cache

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    for a, b, c in LINES:
        if board[a] == board[b] == board[c] != " ":
            return board[a]
    return None


def free(board):
    return [i for i, c in enumerate(board) if c == " "]


def put(board, i, who):
    return board[:i] + who + board[i + 1 :]


@lru_cache(maxsize=None)
def minimax(board, who):
    """(score for X, best move): 1 X wins, 0 draw, -1 O wins."""
    w = winner(board)
    if w:
        return (1 if w == "X" else -1), None
    if not free(board):
        return 0, None
    other = "O" if who == "X" else "X"
    scored = [(minimax(put(board, i, who), other)[0], i) for i in free(board)]
    pick = max if who == "X" else min
    best = pick(s for s, _ in scored)
    return best, next(i for s, i in scored if s == best)


def show(board):
    print("\n-+-+-\n".join("|".join(board[r : r + 3]) for r in (0, 3, 6)))


def play(first_moves):
    board, who = " " * 9, "X"
    moves = iter(first_moves)
    while not winner(board) and free(board):
        i = next(moves, None) if who == "X" else None
        if i is None:
            i = minimax(board, who)[1]
        board = put(board, i, who)
        print(f"{who} to {i}", end="; ")
        who = "XO"[who == "X"]
    print("winner:", winner(board) or "nobody")
    show(board)


play([])
play([0, 1])
play([3, 8, 7])
print("score of the empty board:", minimax(" " * 9, "X")[0])
print("positions looked at:", minimax.cache_info().currsize)
print("after a corner, O must take", minimax("X        ", "O")[1])
