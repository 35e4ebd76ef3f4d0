from collections import Counter

GLIDER = """
.#.
..#
###
"""


def parse(text):
    return {
        (x, y)
        for y, line in enumerate(text.strip().splitlines())
        for x, c in enumerate(line)
        if c == "#"
    }


def step(cells):
    seen = Counter(
        (x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy
    )
    return {c for c, n in seen.items() if n == 3 or (n == 2 and c in cells)}


def draw(cells, w=10, h=8):
    return "\n".join("".join(".#"[(x, y) in cells] for x in range(w)) for y in range(h))


world = parse(GLIDER)
for generation in range(0, 13):
    if generation % 4 == 0:
        print(f"generation {generation}, {len(world)} alive")
        print(draw(world))
    world = step(world)

blinker = {(1, 0), (1, 1), (1, 2)}
assert step(step(blinker)) == blinker
print("blinker:", sorted(step(blinker)))

# R-pentomino: how many cells after 100 steps
cells = parse(".##\n##.\n.#.")
for _ in range(100):
    cells = step(cells)
print("r-pentomino after 100:", len(cells))
