"""Topological order: whole, by hand in parallel batches, and cycles."""
from graphlib import CycleError, TopologicalSorter

graph = {"serve": {"fry", "boil"}, "boil": {"shop"}, "fry": {"shop"}}
order = list(TopologicalSorter(graph).static_order())
print(order[0], sorted(order[1:3]), order[3])

ts = TopologicalSorter()
ts.add("release", "test", "docs")
ts.add("test", "build")
ts.add("build", "fetch")
ts.add("docs", "fetch")
ts.add("standalone")
ts.prepare()
step = 0
while ts.is_active():
    step += 1
    ready = sorted(ts.get_ready())
    print(step, ready)
    ts.done(*ready)
print(bool(ts))

try:
    TopologicalSorter({1: [2], 2: [3], 3: [1]}).prepare()
except CycleError as error:
    print(error.args[0], len(error.args[1]), isinstance(error, ValueError))
try:
    ts.add("late", "x")
except ValueError as error:
    print(error)


def build_times(times, needs):
    finish = {}
    for task in TopologicalSorter(needs).static_order():
        finish[task] = times[task] + max((finish[n] for n in needs.get(task, ())), default=0)
    return finish


print(sorted(build_times({"a": 3, "b": 2, "c": 4, "d": 1}, {"c": {"a", "b"}, "d": {"c"}}).items()))
