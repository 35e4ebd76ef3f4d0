"""ID3 decision tree over categorical data given as a text table."""

from collections import Counter
from math import log2
from typing import Any, NamedTuple, Union

TABLE = """
sky      heat   air     wind   go
clear    hot    damp    calm   no
clear    hot    damp    strong no
cloudy   hot    damp    calm   yes
rain     mild   damp    calm   yes
rain     cool   dry     calm   yes
rain     cool   dry     strong no
cloudy   cool   dry     strong yes
clear    mild   damp    calm   no
clear    cool   dry     calm   yes
rain     mild   dry     calm   yes
clear    mild   dry     strong yes
cloudy   mild   damp    strong yes
"""


class Leaf(NamedTuple):
    label: str
    counts: dict


class Split(NamedTuple):
    column: str
    gain: float
    branches: dict


Tree = Union[Leaf, Split]


def entropy(rows, target):
    counts = Counter(r[target] for r in rows)
    return -sum(n / len(rows) * log2(n / len(rows)) for n in counts.values())


def partition(rows, column):
    parts: dict[Any, list] = {}
    for r in rows:
        parts.setdefault(r[column], []).append(r)
    return parts


def gain(rows, column, target):
    rest = sum(len(p) / len(rows) * entropy(p, target) for p in partition(rows, column).values())
    return entropy(rows, target) - rest


def grow(rows, columns, target) -> Tree:
    counts = Counter(r[target] for r in rows)
    if len(counts) == 1 or not columns:
        return Leaf(counts.most_common(1)[0][0], dict(counts))
    best = max(columns, key=lambda c: gain(rows, c, target))
    others = [c for c in columns if c != best]
    return Split(
        best,
        gain(rows, best, target),
        {v: grow(p, others, target) for v, p in sorted(partition(rows, best).items())},
    )


def classify(tree: Tree, row) -> str:
    match tree:
        case Leaf(label=label):
            return label
        case Split(column, _, branches) if row[column] in branches:
            return classify(branches[row[column]], row)
        case _:
            return "?"


def show(tree, indent=0):
    if isinstance(tree, Leaf):
        print("  " * indent + f"=> {tree.label} {tree.counts}")
        return
    for value, branch in tree.branches.items():
        print("  " * indent + f"{tree.column} = {value}  [{tree.gain:.3f}]")
        show(branch, indent + 1)


header, *lines = (l.split() for l in TABLE.strip().splitlines())
rows = [dict(zip(header, l)) for l in lines]
*columns, target = header
for c in columns:
    print(f"{c:5} {gain(rows, c, target):.4f}")
tree = grow(rows, columns, target)
show(tree)
print(sum(classify(tree, r) == r[target] for r in rows), "of", len(rows))
print(
    classify(tree, dict(sky="rain", heat="hot", air="damp", wind="strong")),
    classify(tree, {"sky": "snow"}),
)
