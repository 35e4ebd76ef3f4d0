"""Discrete events: customers, tellers and a queue, with a seeded generator."""
import heapq
import random
from collections import Counter, deque
from dataclasses import dataclass, field
from itertools import count


@dataclass(order=True)
class Event:
    time: float
    number: int
    action: object = field(compare=False)
    args: tuple = field(compare=False, default=())


class Simulation:
    def __init__(self):
        self.now = 0.0
        self._heap = []
        self._numbers = count()

    def after(self, delay, action, *args):
        heapq.heappush(self._heap, Event(self.now + delay, next(self._numbers), action, args))

    def run(self, until):
        while self._heap and self._heap[0].time <= until:
            event = heapq.heappop(self._heap)
            self.now = event.time
            event.action(*event.args)
        self.now = until


class Linear:
    """A tiny generator of our own, so that runs are alike on every Python."""

    def __init__(self, seed):
        self.__state = seed

    def __iter__(self):
        return self

    def __next__(self):
        self.__state = (1103515245 * self.__state + 12345) % 2**31
        return self.__state / 2**31

    def between(self, low, high):
        return low + (high - low) * next(self)


class Bank:
    def __init__(self, sim, tellers, chance):
        self.sim, self.chance = sim, chance
        self.free = tellers
        self.queue = deque(maxlen=6)
        self.waits, self.counts = [], Counter()
        self.longest = 0

    def open(self):
        self.sim.after(self.chance.between(1, 3), self.arrive, 1)

    def arrive(self, number):
        self.counts["came"] += 1
        if len(self.queue) == self.queue.maxlen:
            self.counts["left at once"] += 1
        else:
            self.queue.append((number, self.sim.now))
            self.longest = max(self.longest, len(self.queue))
        self.serve()
        self.sim.after(self.chance.between(0.5, 3), self.arrive, number + 1)

    def serve(self):
        while self.free and self.queue:
            self.free -= 1
            number, since = self.queue.popleft()
            self.waits.append(self.sim.now - since)
            self.sim.after(self.chance.between(2, 8), self.finish, number)

    def finish(self, number):
        self.free += 1
        self.counts["served"] += 1
        self.serve()


for tellers in (1, 2, 3):
    sim = Simulation()
    bank = Bank(sim, tellers, Linear(seed=42))
    bank.open()
    sim.run(until=200)
    waits = sorted(bank.waits)
    print(f"{tellers} teller{'s' if tellers > 1 else ''}: {dict(sorted(bank.counts.items()))}, "
          f"mean wait {sum(waits) / len(waits):.2f}, worst {waits[-1]:.2f}, longest queue {bank.longest}")
random.seed(1)
first = [random.randint(1, 6) for _ in range(5)]
random.seed(1)
print(first == [random.randint(1, 6) for _ in range(5)], Event(1, 2, print) < Event(1, 3, None), Event(0, 0, None) == Event(0, 0, 5))
