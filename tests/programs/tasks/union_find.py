"""Union-find: Kruskal's spanning tree and counting islands."""


class DisjointSet:
    def __init__(self):
        self.parent, self.size = {}, {}

    def find(self, x):
        self.parent.setdefault(x, x)
        self.size.setdefault(x, 1)
        while self.parent[x] != x:
            self.parent[x] = x = self.parent[self.parent[x]]
        return x

    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self.size[a] < self.size[b]:
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        return True


edges = [
    ("A", "B", 5),
    ("A", "C", 3),
    ("B", "C", 6),
    ("B", "D", 9),
    ("C", "E", 12),
    ("D", "E", 2),
    ("D", "F", 13),
    ("E", "F", 4),
    ("E", "G", 7),
    ("F", "H", 11),
    ("G", "H", 1),
    ("G", "I", 14),
    ("H", "I", 8),
    ("C", "I", 10),
]
ds = DisjointSet()
tree = [(a, b, w) for a, b, w in sorted(edges, key=lambda e: e[2]) if ds.union(a, b)]
print("tree:", " ".join(f"{a}{b}{w}" for a, b, w in tree), "weight", sum(w for *_, w in tree))
print("one component:", ds.size[ds.find("E")] == 9)

grid = ["##..#", "#..##", "...#.", "##..#"]
ds = DisjointSet()
land = [(r, c) for r, row in enumerate(grid) for c, x in enumerate(row) if x == "#"]
for r, c in land:
    ds.find((r, c))
    for nb in ((r + 1, c), (r, c + 1)):
        if nb in land:
            ds.union((r, c), nb)
roots = {ds.find(p) for p in land}
print("islands:", len(roots), "sizes:", sorted(ds.size[r] for r in roots))
