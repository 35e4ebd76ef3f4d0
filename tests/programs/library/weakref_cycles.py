"""Objects in a circle go when the collector runs."""
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.other = None


a, b = Node("a"), Node("b")
a.other, b.other = b, a
seen = [weakref.ref(n) for n in (a, b)]
weakref.finalize(a, print, "a was collected")
del a, b
gc.collect()
print([r() for r in seen])
