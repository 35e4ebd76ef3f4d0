"""Heaps: a priority queue with updates, merging, top n and heap sort."""
import heapq
import itertools
from dataclasses import dataclass, field
from typing import Any

heap = [9, 4, 7, 1, 8]
heapq.heapify(heap)
print(heap[0], heapq.heappushpop(heap, 0), heapq.heapreplace(heap, 10), [heapq.heappop(heap) for _ in range(len(heap))])
print(list(heapq.merge([1, 3, 5, 7], [0, 2, 4, 8], [5, 10, 15, 20], [], [25])))
print(list(heapq.merge(["dog", "horse"], ["cat", "fish", "kangaroo"], key=len)), list(heapq.merge([3, 1], [4, 2], reverse=True)))
stocks = [{"name": "IBM", "price": 91.1}, {"name": "AAPL", "price": 543.22}, {"name": "FB", "price": 21.09}, {"name": "HPQ", "price": 31.75}]
print([s["name"] for s in heapq.nsmallest(2, stocks, key=lambda s: s["price"])], heapq.nlargest(3, [1, 8, 2, 23, 7, -4]))


def heapsort(iterable):
    h = []
    for value in iterable:
        heapq.heappush(h, value)
    return [heapq.heappop(h) for _ in range(len(h))]


print(heapsort([1, 3, 5, 7, 9, 2, 4, 6, 8, 0]))


class TaskQueue:
    REMOVED = "<removed-task>"

    def __init__(self):
        self._pq = []
        self._finder = {}
        self._counter = itertools.count()

    def add(self, task, priority=0):
        if task in self._finder:
            self.remove(task)
        entry = [priority, next(self._counter), task]
        self._finder[task] = entry
        heapq.heappush(self._pq, entry)

    def remove(self, task):
        self._finder.pop(task)[-1] = self.REMOVED

    def pop(self):
        while self._pq:
            priority, _count, task = heapq.heappop(self._pq)
            if task is not self.REMOVED:
                del self._finder[task]
                return task
        raise KeyError("pop from an empty priority queue")


q = TaskQueue()
for task, priority in [("write code", 5), ("release product", 7), ("write spec", 1), ("create tests", 3)]:
    q.add(task, priority)
q.add("release product", 2)
q.remove("create tests")
print([q.pop() for _ in range(3)])
try:
    q.pop()
except KeyError as error:
    print(error)


@dataclass(order=True)
class PrioritizedItem:
    priority: int
    item: Any = field(compare=False)


items = [PrioritizedItem(3, {"c"}), PrioritizedItem(1, {"a"}), PrioritizedItem(2, {"b"})]
heapq.heapify(items)
print([heapq.heappop(items).item for _ in range(3)])
