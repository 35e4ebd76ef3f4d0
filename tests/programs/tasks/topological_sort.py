"""Build order of VHDL-like libraries; Kahn's algorithm, depth-first search, and graphlib."""

from collections import deque
from graphlib import CycleError, TopologicalSorter

DEPENDS = """
app: core gui net
gui: core widgets
widgets: core
net: core ssl
ssl:
core:
tests: app
"""


def read(text):
    deps = {}
    for line in text.strip().splitlines():
        name, _, rest = line.partition(":")
        deps[name.strip()] = rest.split()
    return deps


def kahn(deps):
    waiting = {n: len(ds) for n, ds in deps.items()}
    users = {n: [] for n in deps}
    for n, ds in deps.items():
        for d in ds:
            users[d].append(n)
    ready = deque(sorted(n for n, k in waiting.items() if k == 0))
    order = []
    while ready:
        n = ready.popleft()
        order.append(n)
        for u in users[n]:
            waiting[u] -= 1
            if not waiting[u]:
                ready.append(u)
    if len(order) != len(deps):
        raise ValueError("cycle among: " + ", ".join(sorted(set(deps) - set(order))))
    return order


def dfs(deps):
    done, path, order = set(), [], []

    def visit(n):
        if n in done:
            return
        if n in path:
            raise ValueError("cycle: " + " -> ".join(path[path.index(n) :] + [n]))
        path.append(n)
        for d in deps[n]:
            visit(d)
        path.pop()
        done.add(n)
        order.append(n)

    for n in deps:
        visit(n)
    return order


deps = read(DEPENDS)
print("kahn:", *kahn(deps))
print("dfs: ", *dfs(deps))

ts = TopologicalSorter(deps)
ts.prepare()
level = 0
while ts.is_active():
    batch = sorted(ts.get_ready())
    print("level", level, batch)
    ts.done(*batch)
    level += 1

deps["core"].append("gui")
for sorter in (kahn, dfs):
    try:
        sorter(deps)
    except ValueError as e:
        print(sorter.__name__, "->", e)
try:
    list(TopologicalSorter(deps).static_order())
except CycleError as e:
    print(type(e).__name__, sorted(set(e.args[1])))
