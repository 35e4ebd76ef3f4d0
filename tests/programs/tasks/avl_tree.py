"""An AVL tree as a mapping: rotations, deletion, range queries, iteration both ways."""

import random
from collections.abc import MutableMapping


class _Node:
    __slots__ = "key", "value", "left", "right", "height"

    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.left = self.right = None
        self.height = 1


def _height(node):
    return node.height if node else 0


def _update(node):
    node.height = 1 + max(_height(node.left), _height(node.right))
    return node


def _rotate_right(y):
    x = y.left
    y.left, x.right = x.right, y
    _update(y)
    return _update(x)


def _rotate_left(x):
    y = x.right
    x.right, y.left = y.left, x
    _update(x)
    return _update(y)


def _balance(node):
    _update(node)
    lean = _height(node.left) - _height(node.right)
    if lean > 1:
        if _height(node.left.left) < _height(node.left.right):
            node.left = _rotate_left(node.left)
        return _rotate_right(node)
    if lean < -1:
        if _height(node.right.right) < _height(node.right.left):
            node.right = _rotate_right(node.right)
        return _rotate_left(node)
    return node


class AVLMap(MutableMapping):
    def __init__(self, *args, **kwargs):
        self._root = None
        self._len = 0
        self.update(*args, **kwargs)

    def __setitem__(self, key, value):
        def put(node):
            if node is None:
                self._len += 1
                return _Node(key, value)
            if key == node.key:
                node.value = value
                return node
            if key < node.key:
                node.left = put(node.left)
            else:
                node.right = put(node.right)
            return _balance(node)

        self._root = put(self._root)

    def __getitem__(self, key):
        node = self._root
        while node is not None:
            if key == node.key:
                return node.value
            node = node.left if key < node.key else node.right
        raise KeyError(key)

    def __delitem__(self, key):
        def drop_min(node):
            if node.left is None:
                return node.right, node
            node.left, smallest = drop_min(node.left)
            return _balance(node), smallest

        def drop(node):
            if node is None:
                raise KeyError(key)
            if key < node.key:
                node.left = drop(node.left)
            elif key > node.key:
                node.right = drop(node.right)
            elif node.left is None or node.right is None:
                return node.left or node.right
            else:
                rest, heir = drop_min(node.right)
                heir.left, heir.right = node.left, rest
                node = heir
            return _balance(node)

        self._root = drop(self._root)
        self._len -= 1

    def __iter__(self):
        stack, node = [], self._root
        while stack or node:
            while node:
                stack.append(node)
                node = node.left
            node = stack.pop()
            yield node.key
            node = node.right

    def __len__(self):
        return self._len

    def between(self, low, high):
        def walk(node):
            if node is None:
                return
            if low < node.key:
                yield from walk(node.left)
            if low <= node.key < high:
                yield node.key, node.value
            if node.key < high:
                yield from walk(node.right)

        return walk(self._root)

    @property
    def height(self):
        return _height(self._root)

    def draw(self):
        def lines(node, indent):
            if node:
                yield from lines(node.right, indent + 4)
                yield f"{' ' * indent}{node.key}"
                yield from lines(node.left, indent + 4)

        return "\n".join(lines(self._root, 0))


tree = AVLMap({k: k * k for k in range(1, 11)})
print(tree.draw())
print(len(tree), tree.height, list(tree.between(3, 7)))
del tree[4], tree[8]
print(tree.draw())
print(tree.pop(5), tree.get(5, "none"), tree.setdefault(11, 0), 9 in tree, dict(tree) == {**tree})
try:
    del tree[99]
except KeyError as error:
    print("KeyError", error)

rng = random.Random(7)
model, tree = {}, AVLMap()
for _ in range(2000):
    key = rng.randrange(300)
    if rng.random() < 0.6:
        model[key] = tree[key] = rng.random()
    elif key in model:
        del model[key], tree[key]
assert list(tree) == sorted(model) and dict(tree) == model
print("random check:", len(tree), "keys, height", tree.height)
