def chunks(it, n):
    buf = []
    for x in it:
        buf.append(x)
        if len(buf) == n:
            yield tuple(buf); buf.clear()
    if buf: yield tuple(buf)

def chain(*its):
    for it in its: yield from it

def avg():
    total = n = 0
    value = None
    while True:
        x = yield value
        total += x; n += 1; value = total / n

a = avg(); next(a); a.send(4)
print(list(chunks(range(7), 3)), list(chain("ab", [1])), a.send(8), sum(x * x for x in range(5)))
class Tree:
    def __init__(self, v, *kids): self.v, self._kids = v, kids
    def __iter__(self):
        yield self.v
        for k in self._kids: yield from k
print([*Tree(1, Tree(2, Tree(3)), Tree(4))])
