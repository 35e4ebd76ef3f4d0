"""Sorted lists with bisect, and compact numbers in arrays."""
import array
import bisect
from array import typecodes
from bisect import bisect_left, bisect_right, insort
from operator import attrgetter
from typing import NamedTuple

WEIGHTS = (50, 500, 2000, 10000)
POSTAGE = (0.85, 1.60, 2.75, 5.49, None)


def postage(grams):
    price = POSTAGE[bisect.bisect_left(WEIGHTS, grams)]
    return "by freight" if price is None else f"{price:.2f}"


print([postage(g) for g in (20, 50, 51, 1999, 10000, 10001)])


def nearest(sorted_values, x):
    i = bisect_left(sorted_values, x)
    around = sorted_values[max(i - 1, 0) : i + 1]
    if not around:
        raise ValueError("nothing to choose from")
    return min(around, key=lambda v: abs(v - x))


def between(sorted_values, low, high):
    return sorted_values[bisect_left(sorted_values, low) : bisect_right(sorted_values, high)]


marks = [2, 3, 5, 8, 13, 21]
print(nearest(marks, 7), nearest(marks, 100), between(marks, 3, 13), bisect_left(marks, 5, lo=3), bisect_right([1, 1, 1], 1, hi=2))


class Event(NamedTuple):
    name: str
    year: int


events = [Event("radio", 1895), Event("paper", 105), Event("press", 1440), Event("web", 1989)]
by_year = attrgetter("year")
events.sort(key=by_year)
insort(events, Event("steam", 1712), key=by_year)
print([e.name for e in events], events[bisect_left(events, 1500, key=by_year)].name)

a = array.array("i", [1, 2, 3])
a.append(4)
a.extend([5, 6])
a.insert(0, 0)
print(a, a.typecode, a.itemsize >= 2, a[1:3], a.index(4), a.count(9), a.tolist(), sum(a))
a.reverse()
a.pop()
a.remove(6)
print(a, array.array("B", [104, 105]).tobytes(), a + array.array("i", [9]), a * 2 == array.array("i", a.tolist() * 2))
b = array.array("H", [1, 2, 258])
b.byteswap()
print(b.tolist(), array.array("d", [1.5]).tobytes().hex(), array.array("B", b"abc").tobytes(), "d" in typecodes)
c = array.array("h")
c.frombytes(b"\x01\x00\x02\x00")
c[0] = -7
c[1:1] = array.array("h", [10, 20])
print(c, memoryview(c)[1], len(memoryview(c).cast("B")), bytearray(array.array("B", [65, 66])))
for bad in (lambda: a.append("x"), lambda: array.array("b", [200]), lambda: a.index(99), lambda: array.array("?")):
    try:
        bad()
    except (TypeError, OverflowError, ValueError) as error:
        print(type(error).__name__)
