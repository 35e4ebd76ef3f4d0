"""Deques: both ends, bounded history, rotation and turns."""
from collections import deque
from itertools import islice

line = deque(["bo", "cy", "di"])
line.append("ed")
line.appendleft("al")
print(line, line.pop(), line.popleft(), list(line), line[0], line[-1], list(reversed(line)), "cy" in line)
line.extend(["fay", "gus"])
line.rotate(2)
print(line)
line.rotate(-1)
line.extendleft("xy")
print(line, line.index("bo"), line.count("nobody"))
line.insert(2, "new")
line.remove("cy")
del line[0]
line[0] = "first"
line.reverse()
print(line, len(line), line.copy() == line)
line.clear()
try:
    line.pop()
except IndexError as error:
    print(error)


class Editor:
    """Undo and redo on two bounded stacks."""

    def __init__(self, depth=3):
        self.text = ""
        self._undo, self._redo = deque(maxlen=depth), deque()

    def write(self, more):
        self._undo.append(self.text)
        self._redo.clear()
        self.text += more

    def undo(self):
        if self._undo:
            self._redo.append(self.text)
            self.text = self._undo.pop()
        return self.text

    def redo(self):
        if self._redo:
            self._undo.append(self.text)
            self.text = self._redo.pop()
        return self.text


e = Editor()
for part in ("one ", "two ", "three ", "four "):
    e.write(part)
print([e.undo() for _ in range(4)], e.redo(), e.redo())


def last_out(n, step):
    circle = deque(range(1, n + 1))
    while len(circle) > 1:
        circle.rotate(1 - step)
        yield circle.popleft()
    yield circle[0]


def smooth(values, width):
    window = deque(maxlen=width)
    for v in values:
        window.append(v)
        if len(window) == width:
            yield sum(window) / width


print(list(last_out(7, 3)), list(smooth([3, 6, 9, 6, 3, 0], 3)), list(islice(deque("abcdef"), 1, 4)))
last = deque(range(10), maxlen=3)
print(last, last.maxlen, last + deque([99]), last * 2)
