"""Cooperative tasks with plain generators: send, throw, close, yield from."""
from collections import deque


class Cancelled(Exception):
    pass


def task(name, steps, log):
    try:
        for step in range(steps):
            message = yield f"{name}:{step}"
            if message:
                log.append(f"{name} heard {message}")
        return f"{name} finished"
    except Cancelled as why:
        log.append(f"{name} cancelled: {why}")
        return f"{name} stopped early"
    except GeneratorExit:
        log.append(f"{name} closed")
        raise
    finally:
        log.append(f"{name} cleaned up")


def supervisor(log):
    first = yield from task("inner", 2, log)
    log.append(first)
    second = yield from task("other", 1, log)
    return [first, second]


class Scheduler:
    def __init__(self):
        self._queue = deque()
        self.results = {}
        self.log = []

    def add(self, name, generator):
        self._queue.append((name, generator, None))

    def run(self, limit=50):
        while self._queue and limit:
            limit -= 1
            name, generator, message = self._queue.popleft()
            try:
                said = generator.send(message)
            except StopIteration as stop:
                self.results[name] = stop.value
            else:
                print(said, end=" ")
                self._queue.append((name, generator, f"after {said}" if said.endswith("0") else None))
        print()


s = Scheduler()
s.add("a", task("a", 3, s.log))
s.add("b", task("b", 1, s.log))
s.add("sup", supervisor(s.log))
s.run()
print(s.results)
print("\n".join(s.log))

log = []
t = task("t", 5, log)
print(next(t), t.send("hi"))
try:
    t.throw(Cancelled("too slow"))
except StopIteration as stop:
    print("value:", stop.value)
u = task("u", 5, log)
next(u)
u.close()
u.close()
v = task("v", 1, log)
try:
    v.send("too early")
except TypeError as e:
    print(e)
next(v)
try:
    v.throw(KeyError("unexpected"))
except KeyError as e:
    print("through:", e)
print(log)


def stubborn():
    while True:
        try:
            yield "working"
        except ValueError as e:
            yield f"recovered from {e}"


g = stubborn()
print(next(g), g.throw(ValueError("one")), next(g), g.throw(ValueError("two")))


def bad():
    yield 1
    raise StopIteration("not allowed")


try:
    list(bad())
except RuntimeError as e:
    print("RuntimeError:", e, type(e.__cause__).__name__)


def delegate():
    got = yield from [1, 2]
    print("a list returns", got)
    yield from "ab"
    return (yield "last")


d = delegate()
print([next(d) for _ in range(5)])
try:
    d.send("end")
except StopIteration as e:
    print(e.value)
