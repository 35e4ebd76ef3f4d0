"""Members of classes, states of generators and abstract classes."""
import inspect
from abc import ABC, abstractmethod


class Base(ABC):
    kind = "base"

    @abstractmethod
    def run(self): ...


class Child(Base):
    limit = 3

    def run(self):
        return 1

    @property
    def size(self):
        return 2

    @classmethod
    def make(cls):
        return cls()


def gen():
    yield 1
    return 2


print([n for n, _ in inspect.getmembers(Child) if not n.startswith("_")], [n for n, _ in inspect.getmembers(Child, inspect.isfunction)])
print([c.__name__ for c in inspect.getmro(Child)], inspect.isabstract(Base), inspect.isabstract(Child), dict(inspect.getmembers(Child()))["size"])
g = gen()
print(inspect.getgeneratorstate(g))
next(g)
print(inspect.getgeneratorstate(g), inspect.isgenerator(g))
g.close()
print(inspect.getgeneratorstate(g), inspect.isgeneratorfunction(gen), inspect.isdatadescriptor(Child.size))
