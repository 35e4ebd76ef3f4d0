from __future__ import annotations
from typing import Generic, Iterator, Optional, TypeVar, Protocol, NamedTuple
T = TypeVar("T")
class Node(Generic[T]):
    def __init__(self, value: T, next: Optional[Node[T]] = None) -> None:
        self.value: T = value
        self.next = next
class Stack(Generic[T]):
    _head: Node[T] | None = None
    _size: int = 0
    def push(self, v: T) -> Stack[T]:
        self._head = Node(v, self._head); self._size += 1
        return self
    def pop(self) -> T:
        node = self._head
        if node is None: raise IndexError("empty")
        self._head = node.next; self._size -= 1
        return node.value
    def __iter__(self) -> Iterator[T]:
        n = self._head
        while n: yield n.value; n = n.next
    def __len__(self) -> int: return self._size
s: Stack[int] = Stack[int]().push(1).push(2).push(3)
print(s.pop(), list(s), len(s))
class Sized(Protocol):
    def size(self) -> int: ...
class Emp(NamedTuple):
    name: str
    pay: int = 3
    def double(self) -> int: return self.pay * 2
print(Emp("a"), Emp("b", 4).double(), Emp("c")._replace(pay=9))
