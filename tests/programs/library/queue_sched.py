"""Queues without threads, and a scheduler on a clock of its own."""
import queue
import sched
from queue import Empty, Full, LifoQueue, PriorityQueue, Queue, SimpleQueue

q = Queue(maxsize=2)
q.put("a")
q.put_nowait("b")
print(q.qsize(), q.full(), q.empty(), q.maxsize)
try:
    q.put_nowait("c")
except Full:
    print("full")
print(q.get(), q.get_nowait())
try:
    q.get(block=False)
except Empty as error:
    print("empty", isinstance(error, queue.Empty))
q.task_done()
q.task_done()
q.join()
try:
    q.task_done()
except ValueError as error:
    print(error)

stack, heap, simple = LifoQueue(), PriorityQueue(), SimpleQueue()
for x in (3, 1, 2):
    stack.put(x)
    heap.put((x, f"job{x}"))
    simple.put(x)
print([stack.get() for _ in range(3)], [heap.get()[1] for _ in range(3)], [simple.get() for _ in range(3)], simple.empty())


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self):
        self.now = 0.0

    def time(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


clock = Clock()
s = sched.scheduler(clock.time, clock.sleep)


def log(what="default", n=0):
    print(f"{clock.now:5.1f} {what} {n}")
    if n:
        s.enter(2.5, 1, log, argument=(what,), kwargs={"n": n - 1})


s.enter(10, 1, log)
s.enter(5, 2, log, argument=("low priority",))
s.enter(5, 1, log, argument=("high priority",))
s.enterabs(1, 1, log, argument=("repeat", 2))
doomed = s.enter(7, 1, log, argument=("never",))
print([e.time for e in s.queue], s.empty())
s.cancel(doomed)
s.run()
print(s.empty(), clock.now)
