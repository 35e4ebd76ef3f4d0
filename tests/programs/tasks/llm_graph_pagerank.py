from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Iterable


@dataclass
class Graph:
    """A directed graph with weighted edges."""

    edges: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[str, str]]) -> "Graph":
        graph = cls()
        for a, b in pairs:
            graph.edges[a][b] = graph.edges[a].get(b, 0.0) + 1.0
            graph.edges.setdefault(b, {})
        return graph

    @property
    def nodes(self) -> list[str]:
        return sorted(self.edges)

    def pagerank(
        self, damping: float = 0.85, tolerance: float = 1e-10, max_iterations: int = 200
    ) -> dict[str, float]:
        """Compute PageRank by power iteration."""
        n = len(self.nodes)
        rank = dict.fromkeys(self.nodes, 1.0 / n)
        for iteration in range(max_iterations):
            dangling = sum(rank[v] for v in self.nodes if not self.edges[v])
            new_rank = {v: (1.0 - damping) / n + damping * dangling / n for v in self.nodes}
            for v in self.nodes:
                total = sum(self.edges[v].values())
                for w, weight in self.edges[v].items():
                    new_rank[w] += damping * rank[v] * weight / total
            change = sum(abs(new_rank[v] - rank[v]) for v in self.nodes)
            rank = new_rank
            if change < tolerance:
                print(f"Converged after {iteration + 1} iterations")
                break
        return rank

    def strongly_connected_components(self) -> list[list[str]]:
        """Tarjan's algorithm, iterative."""
        index: dict[str, int] = {}
        low: dict[str, int] = {}
        on_stack: set[str] = set()
        stack: list[str] = []
        result: list[list[str]] = []
        for root in self.nodes:
            if root in index:
                continue
            work = [(root, iter(sorted(self.edges[root])))]
            index[root] = low[root] = len(index)
            stack.append(root)
            on_stack.add(root)
            while work:
                v, successors = work[-1]
                for w in successors:
                    if w not in index:
                        index[w] = low[w] = len(index)
                        stack.append(w)
                        on_stack.add(w)
                        work.append((w, iter(sorted(self.edges[w]))))
                        break
                    elif w in on_stack:
                        low[v] = min(low[v], index[w])
                else:
                    work.pop()
                    if work:
                        low[work[-1][0]] = min(low[work[-1][0]], low[v])
                    if low[v] == index[v]:
                        component = []
                        while True:
                            w = stack.pop()
                            on_stack.discard(w)
                            component.append(w)
                            if w == v:
                                break
                        result.append(sorted(component))
        return sorted(result)


links = "home>about home>blog blog>post1 blog>post2 post1>post2 post2>blog post1>home about>home post2>imprint shop>home"
graph = Graph.from_pairs(tuple(link.split(">")) for link in links.split())
ranks = graph.pagerank()
for page, rank in sorted(ranks.items(), key=lambda item: item[1], reverse=True):
    print(f"{page:<8} {rank:.4f}")
assert abs(sum(ranks.values()) - 1.0) < 1e-9
print(graph.strongly_connected_components())
print("out-degrees:", {v: len(graph.edges[v]) for v in graph.nodes})
