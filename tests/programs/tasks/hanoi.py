def hanoi(n, a, b, c):
    if n == 0:
        return
    yield from hanoi(n - 1, a, c, b)
    yield a, c
    yield from hanoi(n - 1, b, a, c)


pegs = {"A": [4, 3, 2, 1], "B": [], "C": []}
moves = 0
for src, dst in hanoi(4, "A", "B", "C"):
    disk = pegs[src].pop()
    assert not pegs[dst] or pegs[dst][-1] > disk, "illegal"
    pegs[dst].append(disk)
    moves += 1
    print(f"{moves:2}. {disk}: {src}->{dst}   ", *(f"{k}{v}" for k, v in pegs.items()))
print("done" if pegs["C"] == [4, 3, 2, 1] else "wrong", 2**4 - 1 == moves)
