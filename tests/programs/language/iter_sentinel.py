class Reader:
    def __init__(self, text):
        self.text = text
        self.pos = 0

    def read(self, size=1):
        piece = self.text[self.pos:self.pos + size]
        self.pos += size
        return piece


r = Reader("abcdefghij")
print(list(iter(lambda: r.read(4), "")))

dice = iter([3, 5, 1, 6, 2])
print(list(iter(dice.__next__, 6)), next(dice), next(dice, "empty"))

from functools import partial
r = Reader("line one;line two;")
words = []
for ch in iter(partial(r.read, 1), ";"):
    words.append(ch)
print("".join(words), r.pos)

pairs = iter([1, 2, 3, 4, 5, 6])
print(list(zip(pairs, pairs)))
it = iter("xyz")
print(next(it), list(it), list(it))
try:
    next(it)
except StopIteration as stop:
    print("stopped", stop.value)
print(type(iter([])).__name__, type(iter({})).__name__, type(iter(())).__name__, iter(it) is it)
