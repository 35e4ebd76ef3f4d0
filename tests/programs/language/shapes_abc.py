import math
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import Iterable, Sized


class Shape(ABC):
    def __init__(self, name):
        self.name = name

    @abstractmethod
    def area(self):
        """Return the area."""

    @property
    @abstractmethod
    def corners(self):
        ...

    @classmethod
    @abstractmethod
    def unit(cls):
        raise NotImplementedError

    def describe(self):
        return f"{self.name}: area {self.area():.2f}, {self.corners} corners"


class Circle(Shape):
    def __init__(self, r):
        super().__init__("circle")
        self.r = r

    def area(self):
        super().area()
        return math.pi * self.r**2

    @property
    def corners(self):
        return 0

    @classmethod
    def unit(cls):
        return cls(1)


class Rect(Shape):
    corners = 4

    def __init__(self, w, h, name="rect"):
        Shape.__init__(self, name)
        self.w, self.h = w, h

    def area(self):
        return self.w * self.h

    @classmethod
    def unit(cls):
        return cls(1, 1)


class Square(Rect):
    def __init__(self, side=1, *_):
        super(Square, self).__init__(side, side, "square")


class Half(Shape):
    def area(self):
        return 0


class Countable(metaclass=ABCMeta):
    @abstractmethod
    def __len__(self): ...


@Countable.register
class Three:
    def __len__(self):
        return 3


for shape in (Circle(2), Rect(2, 3), Square(4), Square.unit(), Circle.unit()):
    print(shape.describe())
for cls in (Shape, Half):
    try:
        cls("x")
    except TypeError as e:
        print("TypeError:", "abstract" in str(e), cls.__name__)
print(isinstance(Three(), Countable), issubclass(Three, Countable), isinstance(Three(), Sized), isinstance([], Iterable))
print(sorted(Half.__abstractmethods__), issubclass(Square, Shape), isinstance(3, (Shape, int)), Shape.area.__doc__)
