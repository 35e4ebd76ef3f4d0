import heapq, bisect, itertools
def dijkstra(g, s):
    dist, q = {s: 0}, [(0, s)]
    while q:
        d, u = heapq.heappop(q)
        if d > dist.get(u, 1e9): continue
        for v, w in g.get(u, {}).items():
            if d + w < dist.get(v, 1e9):
                dist[v] = d + w
                heapq.heappush(q, (d + w, v))
    return dist
print(dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2}}, "a"))
def qs(a): return a if len(a) < 2 else qs([x for x in a[1:] if x < a[0]]) + [a[0]] + qs([x for x in a[1:] if x >= a[0]])
print(qs([3, 1, 2]), bisect.bisect([1, 3, 5], 3), list(itertools.permutations("abc", 2))[:3], list(itertools.accumulate([1, 2, 3])))
def hanoi(n, a, b, c): return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
print(len(hanoi(5, "a", "b", "c")), [k for k, g in itertools.groupby("aabbc")])
m = [[1, 2], [3, 4]]; print([[sum(a * b for a, b in zip(r, c)) for c in zip(*m)] for r in m], list(zip(*m)))
