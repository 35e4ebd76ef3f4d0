"""Timers and clocks: only what is the same in each run."""
import time
import timeit

t = timeit.timeit(lambda: sum(range(100)), number=50)
print(type(t).__name__, t >= 0)
print([type(x).__name__ for x in timeit.repeat(lambda: None, number=10, repeat=3)])
timer = timeit.Timer(lambda: "-".join(map(str, range(10))))
number, taken = 20, timer.timeit(number=20)
print(taken > 0, len(timer.repeat(repeat=2, number=1)), callable(timeit.default_timer))

start = time.perf_counter()
time.sleep(0.001)
elapsed = time.perf_counter() - start
print(elapsed >= 0.001, isinstance(time.monotonic_ns(), int), time.time() > 1.6e9, time.process_time() >= 0)


class Stopwatch:
    def __init__(self, clock=time.perf_counter):
        self._clock, self.laps = clock, []

    def __enter__(self):
        self._start = self._clock()
        return self

    def __exit__(self, *exc):
        self.laps.append(self._clock() - self._start)


ticks = iter([0.0, 1.5, 10.0, 12.25])
watch = Stopwatch(lambda: next(ticks))
for _ in range(2):
    with watch:
        pass
print(watch.laps, sum(watch.laps))
