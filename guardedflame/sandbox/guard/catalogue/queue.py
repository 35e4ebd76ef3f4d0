"""queue: queues of one thread; a get or put that could only end by another thread is refused."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "queue",
    names=("Empty", "Full", "LifoQueue", "PriorityQueue", "Queue", "ShutDown", "SimpleQueue"),
    adopted=Adopted(),
)
