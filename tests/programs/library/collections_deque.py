"""Deques: both ends, bounded history, rotation and a round robin."""
from collections import deque
from itertools import islice

d = deque("ghi")
d.append("j")
d.appendleft("f")
print(d, d.pop(), d.popleft(), list(d), d[0], d[-1], list(reversed(d)), "h" in d)
d.extend("jkl")
d.rotate(1)
print(d)
d.rotate(-1)
d.extendleft("abc")
print(d, d.index("g"), d.count("z"))
d.insert(2, "X")
d.remove("g")
del d[0]
d[0] = "first"
d.reverse()
print(d, len(d), d.copy() == d)
d.clear()
try:
    d.pop()
except IndexError as error:
    print(error)


def search(lines, pattern, history=2):
    previous = deque(maxlen=history)
    for line in lines:
        if pattern in line:
            yield line, list(previous)
        previous.append(line)


for line, context in search(["one", "two", "three python", "four", "python five"], "python"):
    print(line, context)


def moving_average(iterable, n=3):
    it = iter(iterable)
    window = deque(islice(it, n - 1))
    window.appendleft(0)
    s = sum(window)
    for elem in it:
        s += elem - window.popleft()
        window.append(elem)
        yield s / n


print(list(moving_average([40, 30, 50, 46, 39, 44])))


def roundrobin(*iterables):
    iterators = deque(map(iter, iterables))
    while iterators:
        try:
            while True:
                yield next(iterators[0])
                iterators.rotate(-1)
        except StopIteration:
            iterators.popleft()


print("".join(roundrobin("ABC", "D", "EF")))
last = deque(range(10), maxlen=3)
print(last, last.maxlen, last + deque([99]), last * 2)
