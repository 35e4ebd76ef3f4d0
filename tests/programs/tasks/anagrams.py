from collections import defaultdict

words = """listen silent enlist google elegon inlets banana stale least slate
tales steal post stop spot pots tops opts evil vile live veil levi python typhon
night thing dusty study cat act tac""".split()
groups = defaultdict(list)
for w in words:
    groups["".join(sorted(w))].append(w)
best = sorted((g for g in groups.values() if len(g) > 1), key=lambda g: (-len(g), g[0]))
for g in best:
    print(len(g), *sorted(g))
print("alone:", sorted(g[0] for g in groups.values() if len(g) == 1))
print("longest group: %s" % " ".join(max(best, key=len)))
# deranged anagrams: no letter in its old place
print(
    [(a, b) for g in best for a in g for b in g if a < b and all(x != y for x, y in zip(a, b))][:6]
)
