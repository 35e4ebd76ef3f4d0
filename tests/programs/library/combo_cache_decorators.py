"""Decorators people write: retry, timing with a given clock, memo with expiry, rate limits."""
import functools
import itertools
import logging
import sys
from collections import OrderedDict, deque
from contextlib import ContextDecorator

logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s", level=logging.INFO)
log = logging.getLogger(__name__)


class FakeClock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def advance(self, seconds):
        self.now += seconds


clock = FakeClock()


def retry(times, *, on=Exception, wait=clock.advance):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in itertools.count(1):
                try:
                    return function(*args, **kwargs)
                except on as error:
                    log.warning("%s failed (%s), attempt %d", function.__name__, error, attempt)
                    if attempt == times:
                        raise
                    wait(2**attempt)

        return wrapper

    return decorate


class expiring_cache:
    def __init__(self, seconds, maxsize=2):
        self.seconds, self.maxsize = seconds, maxsize

    def __call__(self, function):
        store = OrderedDict()

        @functools.wraps(function)
        def wrapper(*args):
            if args in store and clock() - store[args][1] < self.seconds:
                store.move_to_end(args)
                wrapper.hits += 1
                return store[args][0]
            store[args] = function(*args), clock()
            if len(store) > self.maxsize:
                store.popitem(last=False)
            return store[args][0]

        wrapper.hits = 0
        wrapper.clear = store.clear
        return wrapper


class timed(ContextDecorator):
    def __init__(self, label):
        self.label = label

    def __enter__(self):
        self.start = clock()
        return self

    def __exit__(self, *exc):
        log.info("%s took %.1f s", self.label, clock() - self.start)


def limited(calls, period):
    recent = deque()

    def decorate(function):
        def wrapper(*args):
            while recent and clock() - recent[0] >= period:
                recent.popleft()
            if len(recent) >= calls:
                return None
            recent.append(clock())
            return function(*args)

        return wrapper

    return decorate


outcomes = iter([ValueError("one"), ValueError("two"), "fine"])


@retry(3, on=ValueError)
def flaky():
    """Fails twice."""
    outcome = next(outcomes)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


@expiring_cache(10)
def square(n):
    clock.advance(1)
    return n * n


with timed("everything"):
    print(flaky(), clock(), flaky.__name__, flaky.__doc__)
    print([square(n) for n in (2, 2, 3, 4, 2)], square.hits)
    clock.advance(20)
    print(square(4), square.hits)
ping = limited(2, 5)(lambda n: n)
print([ping(n) for n in range(4)], clock.advance(5), ping(9))
