"""Heaps: jobs with deadlines and changes of mind, merging, the largest few."""
import heapq
import itertools
from dataclasses import dataclass, field
from typing import Any

heap = [31, 12, 44, 3, 27]
heapq.heapify(heap)
print(heap[0], heapq.heappushpop(heap, 1), heapq.heapreplace(heap, 50), [heapq.heappop(heap) for _ in range(len(heap))])
print(list(heapq.merge([2, 6, 7], [1, 9], [], [3, 3, 8])))
print(list(heapq.merge(["a", "ccc"], ["bb", "dddd"], key=len)), list(heapq.merge([9, 4], [7, 2], reverse=True)))
towns = [{"name": "Au", "people": 1200}, {"name": "Berg", "people": 90}, {"name": "Celle", "people": 70000}, {"name": "Dorf", "people": 450}]
print([t["name"] for t in heapq.nsmallest(2, towns, key=lambda t: t["people"])], heapq.nlargest(3, [4, -7, 15, 0, 8]))


class Agenda:
    """Jobs by deadline. A job entered again replaces its older entry, which goes stale in the heap."""

    def __init__(self):
        self._heap: list[tuple[int, int, str]] = []
        self._current: dict[str, int] = {}
        self._serial = itertools.count()

    def enter(self, job, deadline):
        number = next(self._serial)
        self._current[job] = number
        heapq.heappush(self._heap, (deadline, number, job))

    def drop(self, job):
        del self._current[job]

    def __iter__(self):
        while self._heap:
            deadline, number, job = heapq.heappop(self._heap)
            if self._current.get(job) == number:
                del self._current[job]
                yield deadline, job

    def __len__(self):
        return len(self._current)


agenda = Agenda()
for job, deadline in [("taxes", 90), ("shopping", 3), ("call mum", 1), ("dentist", 30)]:
    agenda.enter(job, deadline)
agenda.enter("taxes", 2)
agenda.drop("dentist")
print(len(agenda), list(agenda), len(agenda))


class RunningMedian:
    def __init__(self):
        self._low, self._high = [], []

    def add(self, x):
        heapq.heappush(self._low, -heapq.heappushpop(self._high, x))
        if len(self._low) > len(self._high):
            heapq.heappush(self._high, -heapq.heappop(self._low))
        return self

    @property
    def value(self):
        if len(self._high) > len(self._low):
            return self._high[0]
        return (self._high[0] - self._low[0]) / 2


m = RunningMedian()
print([m.add(x).value for x in (5, 15, 1, 3, 8, 7)])


@dataclass(order=True)
class Entry:
    rank: int
    payload: Any = field(compare=False)


entries = [Entry(3, {"c"}), Entry(1, {"a"}), Entry(2, {"b"})]
heapq.heapify(entries)
print([heapq.heappop(entries).payload for _ in range(3)])
