"""What classes know about their relatives and their missing methods."""
from abc import ABC, abstractmethod


class Shape(ABC):
    @property
    @abstractmethod
    def area(self): ...

    @abstractmethod
    def scale(self, factor): ...


class Square(Shape):
    def __init__(self, side):
        self.side = side

    @property
    def area(self):
        return self.side**2


class Cube(Square):
    def scale(self, factor):
        return type(self)(self.side * factor)


print(sorted(Shape.__abstractmethods__), sorted(Square.__abstractmethods__), Cube.__abstractmethods__ == frozenset())
print([c.__name__ for c in Cube.__mro__], [c.__name__ for c in Cube.mro()][:2], Cube.__bases__[0] is Square, Cube.__base__ is Square)


def descendants(cls):
    for child in cls.__subclasses__():
        yield child
        yield from descendants(child)


print([c.__name__ for c in descendants(Shape)], Cube(2).scale(3).area, Cube.__name__, Cube(1).__class__ is Cube)
