from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator


class Graph:
    def __init__(self, edges: Iterable[tuple] = (), *, directed: bool = False) -> None:
        self._adjacent: defaultdict[Hashable, dict[Hashable, float]] = defaultdict(dict)
        self.directed = directed
        for a, b, *weight in edges:
            self.connect(a, b, *weight)

    def connect(self, a, b, weight: float = 1) -> None:
        self._adjacent[a][b] = weight
        if self.directed:
            self._adjacent[b]
        else:
            self._adjacent[b][a] = weight

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self._adjacent)

    def __len__(self) -> int:
        return len(self._adjacent)

    def __contains__(self, node) -> bool:
        return node in self._adjacent

    def __getitem__(self, node) -> dict:
        if node not in self._adjacent:
            raise KeyError(node)
        return self._adjacent[node]

    def edges(self):
        for a, near in self._adjacent.items():
            for b, weight in near.items():
                if self.directed or str(a) <= str(b):
                    yield weight, a, b

    def bfs(self, start):
        seen, queue = {start}, deque([start])
        while queue:
            node = queue.popleft()
            yield node
            for near in sorted(self[node]):
                if near not in seen:
                    seen.add(near)
                    queue.append(near)

    def dfs(self, start, seen=None):
        seen = set() if seen is None else seen
        seen.add(start)
        yield start
        for near in sorted(self[start]):
            if near not in seen:
                yield from self.dfs(near, seen)

    def dijkstra(self, start, goal):
        heap, best, before = [(0, start)], {start: 0}, {}
        while heap:
            cost, node = heapq.heappop(heap)
            if node == goal:
                path = [node]
                while node in before:
                    path.append(node := before[node])
                return cost, path[::-1]
            if cost > best[node]:
                continue
            for near, weight in self[node].items():
                if (total := cost + weight) < best.get(near, float("inf")):
                    best[near], before[near] = total, node
                    heapq.heappush(heap, (total, near))
        raise ValueError(f"no way from {start} to {goal}")

    def topological(self):
        incoming = {n: 0 for n in self}
        for _, _, b in self.edges():
            incoming[b] += 1
        ready = sorted(n for n, count in incoming.items() if not count)
        order = []
        while ready:
            node = ready.pop(0)
            order.append(node)
            for near in sorted(self[node]):
                incoming[near] -= 1
                if not incoming[near]:
                    ready.append(near)
        if len(order) < len(self):
            raise ValueError("the graph has a cycle")
        return order

    def spanning_tree(self):
        parent = {n: n for n in self}

        def find(n):
            while parent[n] != n:
                parent[n] = n = parent[parent[n]]
            return n

        for weight, a, b in sorted(self.edges()):
            if (x := find(a)) != (y := find(b)):
                parent[x] = y
                yield a, b, weight

    def components(self):
        left = set(self)
        while left:
            part = set(self.bfs(min(left)))
            yield sorted(part)
            left -= part


roads = Graph([("A", "B", 7), ("A", "C", 9), ("A", "F", 14), ("B", "C", 10), ("B", "D", 15), ("C", "D", 11), ("C", "F", 2), ("D", "E", 6), ("E", "F", 9), ("X", "Y")])
print("".join(roads.bfs("A")), "".join(roads.dfs("A")), len(roads), "Q" in roads)
print(roads.dijkstra("A", "E"), [*roads.spanning_tree()], list(roads.components()))
tasks = Graph([("shirt", "tie"), ("tie", "jacket"), ("trousers", "shoes"), ("trousers", "belt"), ("belt", "jacket"), ("socks", "shoes")], directed=True)
print(tasks.topological())
tasks.connect("jacket", "tie")
for attempt in (tasks.topological, lambda: roads.dijkstra("A", "X"), lambda: roads["Q"]):
    try:
        attempt()
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
