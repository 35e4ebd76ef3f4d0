"""A linked list that behaves like a list in every way people ask for."""


class LinkedList:
    class _Node:
        __slots__ = "value", "next"

        def __init__(self, value, next=None):
            self.value, self.next = value, next

    def __init__(self, items=()):
        self._head = None
        self._size = 0
        for item in reversed(list(items)):
            self._head = self._Node(item, self._head)
            self._size += 1

    def __len__(self):
        return self._size

    def __iter__(self):
        node = self._head
        while node:
            yield node.value
            node = node.next

    def __reversed__(self):
        return iter(LinkedList(list(self)[::-1]))

    def __contains__(self, value):
        return any(v is value or v == value for v in self)

    def _node(self, index):
        if not isinstance(index, int):
            raise TypeError(f"indices must be integers, not {type(index).__name__}")
        if index < 0:
            index += self._size
        if not 0 <= index < self._size:
            raise IndexError("out of range")
        node = self._head
        for _ in range(index):
            node = node.next
        return node

    def __getitem__(self, index):
        if isinstance(index, slice):
            return LinkedList([self[i] for i in range(*index.indices(len(self)))])
        return self._node(index).value

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            items = list(self)
            items[index] = value
            self.__init__(items)
        else:
            self._node(index).value = value

    def __delitem__(self, index):
        items = list(self)
        del items[index]
        self.__init__(items)

    def __add__(self, other):
        return LinkedList([*self, *other])

    def __radd__(self, other):
        return LinkedList([*other, *self])

    def __iadd__(self, other):
        self[len(self):] = list(other)
        return self

    def __mul__(self, times):
        return LinkedList(list(self) * times)

    __rmul__ = __mul__

    def __eq__(self, other):
        if isinstance(other, (LinkedList, list)):
            return list(self) == list(other)
        return NotImplemented

    def __lt__(self, other):
        return list(self) < list(other)

    def __bool__(self):
        return self._head is not None

    def __length_hint__(self):
        return self._size

    def __repr__(self):
        return f"LinkedList({list(self)!r})"

    def __str__(self):
        return " -> ".join(map(str, self)) or "(empty)"

    def __copy__(self):
        return self[:]

    def __sizeof__(self):
        return 16 * (self._size + 1)

    def push(self, value):
        self._head = LinkedList._Node(value, self._head)
        self._size += 1
        return self

    def pop(self):
        if not self:
            raise IndexError("pop from an empty list")
        self._head, value = self._head.next, self._head.value
        self._size -= 1
        return value


xs = LinkedList("abcde")
print(xs, len(xs), xs[0], xs[-1], xs[1:4], xs[::-2], list(reversed(xs)), "c" in xs, "z" not in xs)
xs[1] = "B"
xs[-2:] = "xyz"
del xs[0]
print(xs, repr(xs))
xs += [1, 2]
xs *= 2
print(len(xs), xs + [0], [0] + xs[:1], 2 * LinkedList([7]))
print(LinkedList() == [], bool(LinkedList()), str(LinkedList()), LinkedList([1, 2]) < [1, 3], LinkedList([1]) == (1,))
del xs[2:]
first, *rest = xs.push("new").push("newer")
print(first, rest, xs.pop(), xs.pop(), xs, max(xs), sorted(xs), dict(enumerate(xs)), ",".join(xs), xs.__sizeof__())
print([*map(str.upper, xs)], tuple(xs), set(xs) == {"B", "c"}, list(zip(xs, range(9))), xs.__len__(), sum(LinkedList([1, 2])))
for wrong in (lambda: xs[9], lambda: xs["a"], lambda: LinkedList().pop(), lambda: xs.__delitem__(5), lambda: hash(xs)):
    try:
        wrong()
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
