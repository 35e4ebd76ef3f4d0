"""Huffman coding with a heap; ties are broken by first appearance, so the codes are stable."""

import heapq
from collections import Counter
from dataclasses import dataclass, field
from typing import Optional


@dataclass(order=True)
class Node:
    weight: int
    order: int
    symbol: Optional[str] = field(default=None, compare=False)
    left: Optional["Node"] = field(default=None, compare=False, repr=False)
    right: Optional["Node"] = field(default=None, compare=False, repr=False)

    @property
    def is_leaf(self) -> bool:
        return self.symbol is not None


def build(text: str) -> Node:
    counts = Counter(text)
    heap = [Node(n, i, s) for i, (s, n) in enumerate(counts.items())]
    heapq.heapify(heap)
    order = len(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, Node(a.weight + b.weight, order, None, a, b))
        order += 1
    return heap[0]


def codes(node: Node, prefix: str = "") -> dict[str, str]:
    if node.is_leaf:
        return {node.symbol: prefix or "0"}
    return codes(node.left, prefix + "0") | codes(node.right, prefix + "1")


def encode(text, table):
    return "".join(table[c] for c in text)


def decode(bits, root):
    out, node = [], root
    for bit in bits:
        if not node.is_leaf:
            node = node.left if bit == "0" else node.right
        if node.is_leaf:
            out.append(node.symbol)
            node = root
    return "".join(out)


text = "she sells sea shells by the sea shore"
root = build(text)
table = codes(root)
for symbol, code in sorted(table.items(), key=lambda kv: (len(kv[1]), kv[1])):
    print(f"{symbol!r:5} {text.count(symbol):3d}  {code}")
bits = encode(text, table)
print(bits)
print(len(text) * 8, "->", len(bits), f"({len(bits) / (len(text) * 8):.1%})")
assert decode(bits, root) == text
print(decode(bits, root))
print("root:", root)
