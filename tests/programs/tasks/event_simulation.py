"""A bakery counter simulated with an event queue: arrivals, service, patience."""

import heapq
import itertools
import random
from statistics import mean


class Simulator:
    def __init__(self):
        self.now = 0.0
        self._queue = []
        self._ids = itertools.count()

    def at(self, delay, action, *args):
        heapq.heappush(self._queue, (self.now + delay, next(self._ids), action, args))

    def run(self, until):
        while self._queue and self._queue[0][0] <= until:
            self.now, _, action, args = heapq.heappop(self._queue)
            action(*args)
        self.now = until


class Bakery:
    def __init__(self, sim, clerks, rng, verbose=False):
        self.sim, self.rng = sim, rng
        self.free = clerks
        self.line = []
        self.waits, self.lost, self.served = [], 0, 0
        self.longest = 0
        self.verbose = verbose
        self.numbers = itertools.count(1)
        sim.at(0, self.arrive)

    def say(self, text):
        if self.verbose:
            print(f"{self.sim.now:6.2f} {text}")

    def arrive(self):
        who = next(self.numbers)
        self.say(f"customer {who} comes in")
        self.line.append((who, self.sim.now))
        self.longest = max(self.longest, len(self.line))
        self.sim.at(self.rng.uniform(8, 12), self.give_up, who)
        self.sim.at(self.rng.expovariate(1 / 3), self.arrive)
        self.serve()

    def give_up(self, who):
        for entry in self.line:
            if entry[0] == who:
                self.line.remove(entry)
                self.lost += 1
                self.say(f"customer {who} leaves angry")

    def serve(self):
        if self.free and self.line:
            self.free -= 1
            who, since = self.line.pop(0)
            self.waits.append(self.sim.now - since)
            self.sim.at(max(0.5, self.rng.gauss(5, 1.5)), self.done, who)

    def done(self, who):
        self.say(f"customer {who} is served")
        self.served += 1
        self.free += 1
        self.serve()


sim = Simulator()
Bakery(sim, 1, random.Random(4), verbose=True)
sim.run(25)
for clerks in (1, 2, 3):
    sim = Simulator()
    shop = Bakery(sim, clerks, random.Random(99))
    sim.run(8 * 60)
    print(
        f"{clerks} clerks: served {shop.served}, lost {shop.lost}, mean wait {mean(shop.waits):.2f}, longest line {shop.longest}"
    )
