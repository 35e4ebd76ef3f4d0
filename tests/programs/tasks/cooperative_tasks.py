"""A scheduler for generator tasks, and coroutines driven by hand without asyncio."""

from collections import deque
import heapq
import itertools
import types


class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks


class Spawn:
    def __init__(self, gen):
        self.gen = gen


class Scheduler:
    def __init__(self):
        self.ready, self.sleeping, self.now = deque(), [], 0
        self.ids = itertools.count(1)

    def start(self, gen):
        task = (next(self.ids), gen)
        self.ready.append((task, None))
        return task[0]

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.now, _, task = heapq.heappop(self.sleeping)
                self.ready.append((task, self.now))
            task, value = self.ready.popleft()
            number, gen = task
            try:
                request = gen.send(value)
            except StopIteration as stop:
                print(f"[{self.now}] task {number} ended with {stop.value!r}")
                continue
            except Exception as e:
                print(f"[{self.now}] task {number} failed: {e!r}")
                continue
            match request:
                case Sleep(ticks=t):
                    heapq.heappush(self.sleeping, (self.now + t, number, task))
                case Spawn(gen=g):
                    self.ready.append((task, self.start(g)))
                case None:
                    self.ready.append((task, None))


def countdown(name, n, pause):
    while n:
        now = yield Sleep(pause)
        print(f"[{now}] {name} {n}")
        n -= 1
    return name.upper()


def parent():
    a = yield Spawn(countdown("tick", 3, 2))
    b = yield Spawn(countdown("tock", 2, 3))
    yield
    print("started", a, b)
    yield from countdown("main", 1, 5)
    raise RuntimeError("parent is tired")


s = Scheduler()
s.start(parent())
s.run()


class Step:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        answer = yield self.value
        return answer


async def ask(question):
    return (await Step(question)).title()


async def conversation():
    name = await ask("name?")
    async with Guard(name):
        town = await ask(f"where, {name}?")
    async for letter in Letters(town[:3]):
        print(letter, end=" ")
    return f"{name} of {town}"


class Guard:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("enter", self.name)

    async def __aexit__(self, *exc):
        print("leave", exc[0])


class Letters:
    def __init__(self, text):
        self.it = iter(text)

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return next(self.it)
        except StopIteration:
            raise StopAsyncIteration from None


coro = conversation()
answers = iter(["ann", "porto"])
reply = None
while True:
    try:
        question = coro.send(reply)
    except StopIteration as stop:
        print("\n" + stop.value)
        break
    reply = next(answers)
    print("Q:", question, "A:", reply)
g = countdown("never", 1, 1)
next(g)
try:
    g.throw(ValueError("stop it"))
except ValueError as e:
    print("thrown through:", e)
print(isinstance(g, types.GeneratorType), isinstance(coro, types.CoroutineType))
