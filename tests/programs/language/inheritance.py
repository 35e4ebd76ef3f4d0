import abc

class Shape(abc.ABC):
    registry = {}

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        cls.registry[cls.__name__] = cls
        cls.kind = cls.__name__.lower()

    @abc.abstractmethod
    def area(self): ...

class Square(Shape):
    def __init__(self, a):
        self._a = a
    def area(self):
        return self._a ** 2

class Cube(Square):
    def __init__(self, a):
        super().__init__(a)
        self._faces = [super(Cube, self).area() for _ in range(1)] * 6
    def area(self):
        return sum(self._faces)

print(sorted(Shape.registry), Square(2).area(), Cube(2).area(), Cube.kind, isinstance(Cube(1), Shape))
try:
    Shape()
except TypeError as e:
    print("abstract", type(e).__name__)
class Meta(metaclass=abc.ABCMeta):
    pass
print(issubclass(Meta, object))
