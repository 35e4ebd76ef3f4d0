image = """
............
..#######...
..#.....#...
..#..##.#...
..#..##.####
..#........#
..##########
............
""".split()
grid = [list(row) for row in image]


def fill(x, y, new):
    old = grid[y][x]
    if old == new:
        return 0
    todo = [(x, y)]
    count = 0
    while todo:
        x, y = todo.pop()
        if y < 0 or y >= len(grid) or x < 0 or x >= len(grid[y]) or grid[y][x] != old:
            continue
        grid[y][x] = new
        count += 1
        todo.extend([(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)])
    return count


print("inside:", fill(3, 3, "o"))
print("again:", fill(3, 3, "o"))
print("outside:", fill(0, 0, "~"))
print("block:", fill(5, 3, "%"))
for row in grid:
    print("".join(row))
