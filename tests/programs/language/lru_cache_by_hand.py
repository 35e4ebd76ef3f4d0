"""A least-recently-used cache on a doubly linked ring, and one on OrderedDict."""
from collections import OrderedDict


class _Link:
    __slots__ = "prev", "next", "key", "value"


class LRU:
    def __init__(self, capacity, on_evict=None):
        self._capacity = capacity
        self._links = {}
        self._root = root = _Link()
        root.prev = root.next = root
        self._on_evict = on_evict
        self.hits = self.misses = 0

    @staticmethod
    def __unlink(link):
        link.prev.next, link.next.prev = link.next, link.prev

    def __append(self, link):
        last = self._root.prev
        link.prev, link.next = last, self._root
        last.next = self._root.prev = link

    def __getitem__(self, key):
        try:
            link = self._links[key]
        except KeyError:
            self.misses += 1
            raise
        self.hits += 1
        self.__unlink(link)
        self.__append(link)
        return link.value

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __setitem__(self, key, value):
        if key in self._links:
            link = self._links[key]
            self.__unlink(link)
        else:
            if len(self) >= self._capacity:
                self.__evict()
            link = self._links[key] = _Link()
            link.key = key
        link.value = value
        self.__append(link)

    def __evict(self):
        oldest = self._root.next
        self.__unlink(oldest)
        del self._links[oldest.key]
        if self._on_evict:
            self._on_evict(oldest.key, oldest.value)

    def __delitem__(self, key):
        self.__unlink(self._links.pop(key))

    def __contains__(self, key):
        return key in self._links

    def __len__(self):
        return len(self._links)

    def __iter__(self):
        link = self._root.next
        while link is not self._root:
            yield link.key
            link = link.next

    def __reversed__(self):
        link = self._root.prev
        while link is not self._root:
            yield link.key
            link = link.prev

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k!r}: {self._links[k].value!r}' for k in self)})"


class OrderedLRU(OrderedDict):
    def __init__(self, capacity):
        super().__init__()
        self.capacity = capacity

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > self.capacity:
            self.popitem(last=False)


evicted = []
for cache in (LRU(3, lambda *pair: evicted.append(pair)), OrderedLRU(3)):
    for k in "abcad":
        cache[k] = k.upper()
    print(list(cache), list(reversed(cache)), "b" in cache, cache["a"], list(cache), cache.get("zz", 0), len(cache))
    del cache["d"]
    cache["e"] = 1
    cache["f"] = 2
    print(list(cache))
cache = LRU(2)
cache["x"] = cache["y"] = 0
cache["x"] += 5
print(cache, evicted, cache.get("q"), (cache.hits, cache.misses))
try:
    cache["gone"]
except KeyError as e:
    print("KeyError", e)
