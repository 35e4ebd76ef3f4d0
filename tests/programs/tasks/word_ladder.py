from collections import defaultdict, deque

WORDS = """cold cord card ward warm word worm wore core care bare bore bold gold goad road
load lead head heal teal tell tall tail mail main rain ruin run cat cot cog dog dot lot log""".split()

buckets = defaultdict(set)
for w in WORDS:
    for i in range(len(w)):
        buckets[w[:i] + "_" + w[i + 1 :]].add(w)
near = {
    w: sorted(set().union(*(buckets[w[:i] + "_" + w[i + 1 :]] for i in range(len(w)))) - {w})
    for w in WORDS
}


def bfs(a, b):
    queue, seen = deque([[a]]), {a}
    while queue:
        path = queue.popleft()
        if path[-1] == b:
            return path
        for w in near[path[-1]]:
            if w not in seen:
                seen.add(w)
                queue.append(path + [w])


def dfs(a, b, path=None):
    path = (path or []) + [a]
    if a == b:
        return path
    for w in near[a]:
        if w not in path and (rest := dfs(w, b, path)):
            return rest
    return None


for a, b in ("cold", "warm"), ("head", "rain"), ("gold", "lead"), ("cat", "dog"), ("tail", "ruin"):
    p = bfs(a, b)
    print(f"{a} to {b}:", " > ".join(p) if p else "no way")
print("depth first:", len(dfs("cold", "warm")), "words")

left, parts = set(WORDS), []
while left:
    part = {min(left)}
    grow = True
    while grow:
        more = {n for w in part for n in near[w]} - part
        part |= more
        grow = bool(more)
    parts.append(part)
    left -= part
print(sorted(map(len, parts), reverse=True), [sorted(p) for p in parts if len(p) < 3])
print("most neighbours:", max(sorted(near), key=lambda w: len(near[w])))
