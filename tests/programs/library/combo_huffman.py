"""Huffman codes: heaps, counters and bit strings."""
import heapq
from collections import Counter
from dataclasses import dataclass, field
from itertools import count


@dataclass(order=True)
class Node:
    weight: int
    tie: int
    symbol: str | None = field(default=None, compare=False)
    left: "Node | None" = field(default=None, compare=False, repr=False)
    right: "Node | None" = field(default=None, compare=False, repr=False)


def build(text):
    tie = count()
    heap = [Node(n, next(tie), s) for s, n in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, Node(a.weight + b.weight, next(tie), None, a, b))
    return heap[0]


def codes(node, prefix=""):
    if node.symbol is not None:
        yield node.symbol, prefix or "0"
    else:
        yield from codes(node.left, prefix + "0")
        yield from codes(node.right, prefix + "1")


def encode(text, table):
    bits = "".join(map(table.__getitem__, text))
    padded = bits + "0" * (-len(bits) % 8)
    return len(bits), int(padded, 2).to_bytes(len(padded) // 8, "big")


def decode(length, data, table):
    symbols = {code: s for s, code in table.items()}
    bits = f"{int.from_bytes(data, 'big'):0{len(data) * 8}b}"[:length]
    word = ""
    for bit in bits:
        word += bit
        if (s := symbols.get(word)) is not None:
            yield s
            word = ""


text = "this is an example of a huffman tree"
table = dict(codes(build(text)))
for symbol in sorted(table, key=lambda s: (len(table[s]), table[s]))[:6]:
    print(repr(symbol), table[symbol])
length, data = encode(text, table)
print(length, len(data), len(text), data.hex())
print("".join(decode(length, data, table)))
print(build(text))
