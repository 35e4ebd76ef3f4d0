# refused: threads cannot be started: a session has one process and one thread
"""Producers and consumers with threads, a lock, a queue and a pool; results are sorted at the end."""

import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed


class Counter:
    def __init__(self):
        self._lock = threading.Lock()
        self.value = 0

    def add(self, n=1):
        with self._lock:
            self.value += n


def producer(q, name, items):
    for item in items:
        q.put((name, item))
    q.put(None)


def consumer(q, out, counter, producers):
    ended = 0
    while ended < producers:
        job = q.get()
        if job is None:
            ended += 1
        else:
            name, n = job
            out.append((n * n, name))
            counter.add(n)
        q.task_done()


q = queue.Queue(maxsize=4)
out, counter = [], Counter()
threads = [
    threading.Thread(target=producer, args=(q, name, range(k)), name=name)
    for name, k in (("a", 5), ("b", 3))
]
threads.append(threading.Thread(target=consumer, args=(q, out, counter, 2), daemon=True))
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(out), counter.value, q.empty())


def work(n):
    if n == 4:
        raise ValueError("four is right out")
    return sum(range(n * 1000))


with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(work, [1, 2, 3])))
    futures = {pool.submit(work, n): n for n in range(3, 7)}
    results = {}
    for f in as_completed(futures):
        results[futures[f]] = f.exception() or f.result()
print(sorted((n, str(r)) for n, r in results.items()))

event = threading.Event()
seen = []
t = threading.Timer(0.001, lambda: (seen.append("rang"), event.set()))
t.start()
print(event.wait(5), seen)
local = threading.local()
local.x = 1
print(hasattr(local, "x"), threading.current_thread() is threading.main_thread())
try:
    q.get_nowait()
except queue.Empty:
    print("nothing left")
pq = queue.PriorityQueue()
for item in ((3, "low"), (1, "high"), (2, "middle")):
    pq.put(item)
print([pq.get()[1] for _ in range(pq.qsize())])
