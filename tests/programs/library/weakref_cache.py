"""Weak references: caches, callbacks, sets, methods and finalizers."""
import weakref
from weakref import WeakKeyDictionary, WeakMethod, WeakSet, WeakValueDictionary, finalize, proxy, ref


class Image:
    loaded = 0

    def __init__(self, name):
        Image.loaded += 1
        self.name = name

    def show(self):
        return f"showing {self.name}"


_cache = WeakValueDictionary()


def load(name):
    image = _cache.get(name)
    if image is None:
        image = _cache[name] = Image(name)
    return image


a = load("sun")
print(load("sun") is a, Image.loaded, sorted(_cache), len(_cache))
r = ref(a, lambda _: print("callback: gone"))
p = proxy(a)
method = WeakMethod(a.show)
print(r() is a, p.name, p.show(), method()(), weakref.getweakrefcount(a) >= 2)
finalize(a, print, "finalized", "sun")
del a
print(r(), method(), len(_cache))
try:
    p.name
except ReferenceError as error:
    print(error)

notes = WeakKeyDictionary()
live = WeakSet()
b, c = Image("moon"), Image("star")
notes[b] = "white"
live.update([b, c])
print(notes[b], len(live), b in live, sorted(i.name for i in live))
del b
print(len(notes), [i.name for i in live])


class Tree:
    """Children hold their parent weakly."""

    def __init__(self, value, parent=None):
        self.value = value
        self._parent = ref(parent) if parent is not None else None
        self.children = []
        if parent is not None:
            parent.children.append(self)

    @property
    def parent(self):
        return self._parent() if self._parent else None


root = Tree("root")
leaf = Tree("leaf", Tree("branch", root))
print(leaf.parent.value, leaf.parent.parent.value, root.parent)
f = finalize(root, lambda: "result of the callback")
print(f.alive, f(), f.alive, f())
try:
    ref(5)
except TypeError as error:
    print(error)
