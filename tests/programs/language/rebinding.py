class A:
    def __init__(self, v): self._v = v
    def swap(self, other):
        self, other = other, self
        self._v += 100
        return self._v, other._v
    def walk(self):
        seen = []
        while self is not None:
            seen.append(self._v)
            self = getattr(self, "_next", None)
        return seen
    def deep(self):
        def inner(): return [self._v for _ in range(2)]
        return inner() + (lambda: [self._v])()
a, b = A(1), A(2); a._next = b
print(a.swap(b), a.walk(), a.deep())
def bump(items):
    for it in items:
        it._v = it._v * 2
        it.w = it._v + 1
        it = a
        it._v += 1
    return a._v
print(bump([A(1), A(2)]), a._v, b._v)
