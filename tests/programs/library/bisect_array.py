"""Sorted lists with bisect, and compact numbers in arrays."""
import array
import bisect
from array import typecodes
from bisect import bisect_left, bisect_right, insort
from operator import attrgetter
from typing import NamedTuple


def grade(score, breakpoints=(60, 70, 80, 90), grades="FDCBA"):
    return grades[bisect.bisect(breakpoints, score)]


print([grade(score) for score in [33, 99, 77, 70, 89, 90, 100]])


def index(a, x):
    i = bisect_left(a, x)
    if i != len(a) and a[i] == x:
        return i
    raise ValueError


def find_le(a, x):
    i = bisect_right(a, x)
    if i:
        return a[i - 1]
    raise ValueError("nothing at or below")


primes = [2, 3, 5, 7, 11, 13]
print(index(primes, 7), find_le(primes, 10), bisect_left(primes, 5, lo=3), bisect_right([1, 1, 1], 1, hi=2))


class Movie(NamedTuple):
    name: str
    released: int


movies = [Movie("Jaws", 1975), Movie("Titanic", 1997), Movie("The Birds", 1963), Movie("Aliens", 1986)]
by_year = attrgetter("released")
movies.sort(key=by_year)
insort(movies, Movie("Love Story", 1970), key=by_year)
print([m.name for m in movies], movies[bisect_left(movies, 1980, key=by_year)].name)

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
