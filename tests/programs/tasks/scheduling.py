"""Three scheduling problems: intervals, deadlines, and workers with dependent jobs."""

import heapq
from bisect import bisect_right
from collections import namedtuple

Talk = namedtuple("Talk", "title start end weight", defaults=[1])
TALKS = [
    Talk("Keynote", 9.0, 10.5, 5),
    Talk("Compilers", 10.0, 11.0, 2),
    Talk("Gardens", 10.5, 12.0, 3),
    Talk("Lunch", 12.0, 13.0),
    Talk("Maps", 11.0, 13.5, 6),
    Talk("Bread", 13.0, 14.0, 2),
    Talk("Boats", 13.5, 15.0, 4),
    Talk("Questions", 14.0, 15.0),
]


def clock(hours):
    return f"{int(hours)}:{round(hours % 1 * 60):02d}"


def most(talks):
    free, picked = 0, []
    for t in sorted(talks, key=lambda t: t.end):
        if t.start >= free:
            picked.append(t)
            free = t.end
    return picked


def heaviest(talks):
    talks = sorted(talks, key=lambda t: t.end)
    ends = [t.end for t in talks]
    best = [(0, [])]
    for i, t in enumerate(talks):
        j = bisect_right(ends, t.start, 0, i)
        take = (best[j][0] + t.weight, best[j][1] + [t])
        best.append(max(best[i], take, key=lambda b: b[0]))
    return best[-1]


def rooms(talks):
    busy, plan = [], {}
    free_rooms, n = [], 0
    for t in sorted(talks, key=lambda t: (t.start, t.end)):
        while busy and busy[0][0] <= t.start:
            heapq.heappush(free_rooms, heapq.heappop(busy)[1])
        room = heapq.heappop(free_rooms) if free_rooms else (n := n + 1)
        plan[t.title] = room
        heapq.heappush(busy, (t.end, room))
    return n, plan


print("most talks:", ", ".join(t.title for t in most(TALKS)))
weight, picked = heaviest(TALKS)
print("best talks:", weight, [f"{t.title} {clock(t.start)}-{clock(t.end)}" for t in picked])
print("rooms:", *rooms(TALKS))

jobs = {"a": (2, 100), "b": (1, 19), "c": (2, 27), "d": (1, 25), "e": (3, 15)}
slots = {}
for name, (deadline, profit) in sorted(jobs.items(), key=lambda j: -j[1][1]):
    for day in range(deadline, 0, -1):
        if day not in slots:
            slots[day] = name
            break
print("days:", dict(sorted(slots.items())), "profit", sum(jobs[j][1] for j in slots.values()))

TASKS = {
    "dig": (3, []),
    "pour": (2, ["dig"]),
    "frame": (4, ["pour"]),
    "roof": (3, ["frame"]),
    "pipes": (2, ["dig"]),
    "wires": (2, ["frame"]),
    "paint": (1, ["roof", "wires", "pipes"]),
}


def simulate(tasks, workers):
    done, running, now = set(), [], 0
    waiting = dict(tasks)
    while waiting or running:
        for name in [n for n, (_, needs) in waiting.items() if done.issuperset(needs)]:
            if len(running) < workers:
                heapq.heappush(running, (now + waiting.pop(name)[0], name))
        now, name = heapq.heappop(running)
        done.add(name)
        yield now, name


for k in (1, 2, 3):
    order = list(simulate(TASKS, k))
    print(f"{k} workers, {order[-1][0]} days:", " ".join(f"{n}@{t}" for t, n in order))
