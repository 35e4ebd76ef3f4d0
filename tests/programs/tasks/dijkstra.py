#!/usr/bin/env python3
"""Shortest paths on a small road map (Dijkstra with heapq, and Bellman-Ford as a check)."""

import heapq
import math
from collections import defaultdict

ROADS = """
A B 4
A D 11
B C 8
B E 3
C F 5
D E 6
D G 2
E F 12
E G 7
F H 1
G H 10
"""

graph = defaultdict(dict)
for line in ROADS.split("\n"):
    if not line.strip():
        continue
    a, b, d = line.split()
    graph[a][b] = graph[b][a] = int(d)


def dijkstra(graph, source):
    dist = {node: math.inf for node in graph}
    prev = {}
    dist[source] = 0
    queue = [(0, source)]
    done = set()
    while queue:
        d, u = heapq.heappop(queue)
        if u in done:
            continue
        done.add(u)
        for v, w in graph[u].items():
            alt = d + w
            if alt < dist[v]:
                dist[v] = alt
                prev[v] = u
                heapq.heappush(queue, (alt, v))
    return dist, prev


def path_to(prev, node):
    path = [node]
    while node in prev:
        node = prev[node]
        path.append(node)
    return path[::-1]


def bellman_ford(graph, source):
    dist = dict.fromkeys(graph, float("inf"))
    dist[source] = 0
    for _ in range(len(graph) - 1):
        for u in graph:
            for v, w in graph[u].items():
                dist[v] = min(dist[v], dist[u] + w)
    return dist


dist, prev = dijkstra(graph, "A")
for node in sorted(dist):
    print(f"A -> {node}: {dist[node]:>2}  via {' '.join(path_to(prev, node))}")
assert dist == bellman_ford(graph, "A")
print("total:", sum(dist.values()))
print("eccentricity:", {n: max(dijkstra(graph, n)[0].values()) for n in sorted(graph)})
