from collections import OrderedDict


class LRUCache:
    """A cache that forgets what was used longest ago."""

    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be positive")
        self._capacity = capacity
        self._data = OrderedDict()
        self.hits = self.misses = 0

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return key in self._data

    def __getitem__(self, key):
        try:
            value = self._data[key]
        except KeyError:
            self.misses += 1
            raise
        self._data.move_to_end(key)
        self.hits += 1
        return value

    def __setitem__(self, key, value):
        self._data[key] = value
        self._data.move_to_end(key)
        if len(self._data) > self._capacity:
            gone, _ = self._data.popitem(last=False)
            print("  evict", gone)

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __repr__(self):
        inside = ", ".join("%r: %r" % kv for kv in self._data.items())
        return "%s(%d, {%s})" % (self.__class__.__name__, self._capacity, inside)


# the same thing with a linked list, as asked in interviews
class _Link:
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = self


class LinkedLRU:
    def __init__(self, capacity):
        self._map = {}
        self._root = _Link()
        self._cap = capacity

    def _unlink(self, link):
        link.prev.next, link.next.prev = link.next, link.prev

    def _front(self, link):
        first = self._root.next
        link.prev, link.next = self._root, first
        self._root.next = first.prev = link

    def get(self, key):
        link = self._map.get(key)
        if link is None:
            return -1
        self._unlink(link)
        self._front(link)
        return link.value

    def put(self, key, value):
        if key in self._map:
            self._unlink(self._map[key])
        elif len(self._map) >= self._cap:
            oldest = self._root.prev
            self._unlink(oldest)
            del self._map[oldest.key]
        link = self._map[key] = _Link(key, value)
        self._front(link)

    def keys(self):
        link = self._root.next
        while link is not self._root:
            yield link.key
            link = link.next


cache = LRUCache(2)
cache["a"] = 1
cache["b"] = 2
print(cache["a"])
cache["c"] = 3
print("b" in cache, cache.get("b", "gone"), len(cache))
print(cache, "hits", cache.hits, "misses", cache.misses)
try:
    LRUCache(0)
except ValueError as e:
    print("ValueError:", e)

lru = LinkedLRU(3)
for i, word in enumerate("the cat sat on the mat".split()):
    lru.put(word, i)
    print(word, "->", list(lru.keys()))
print(lru.get("the"), lru.get("cat"), list(lru.keys()))
