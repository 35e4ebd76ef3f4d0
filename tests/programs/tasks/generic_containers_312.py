# python: 3.12
"""Type parameters and type aliases as Python 3.12 writes them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import override

type Pair[A, B] = tuple[A, B]
type Tree[T] = Node[T] | None


@dataclass
class Node[T]:
    value: T
    left: "Tree[T]" = None
    right: "Tree[T]" = None


class SortedBag[T: (int, str)]:
    def __init__(self, items: Iterable[T] = ()) -> None:
        self._root: Tree[T] = None
        self._size = 0
        for item in items:
            self.add(item)

    def add(self, value: T) -> None:
        self._size += 1
        if self._root is None:
            self._root = Node(value)
            return
        node = self._root
        while True:
            side = "left" if value < node.value else "right"
            child = getattr(node, side)
            if child is None:
                setattr(node, side, Node(value))
                return
            node = child

    def __iter__(self) -> Iterator[T]:
        def walk(node: Tree[T]) -> Iterator[T]:
            if node:
                yield from walk(node.left)
                yield node.value
                yield from walk(node.right)

        return walk(self._root)

    def __len__(self) -> int:
        return self._size


class Loud[T](SortedBag):
    @override
    def add(self, value: T) -> None:
        print("adding", value)
        super().add(value)


def partition[T](test: Callable[[T], bool], items: Iterable[T]) -> Pair[list[T], list[T]]:
    yes: list[T] = []
    no: list[T] = []
    for item in items:
        (yes if test(item) else no).append(item)
    return yes, no


bag = SortedBag([5, 2, 9, 2])
print(list(bag), len(bag), list(Loud("ba")))
print(partition(lambda n: n % 2 == 0, range(7)))
print(partition.__type_params__, SortedBag[int], Pair)
print(f"{', '.join(f'{n:>{3}}' for n in bag)}")
