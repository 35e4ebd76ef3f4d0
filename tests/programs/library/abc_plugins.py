"""Abstract base classes: registration, properties, virtual subclasses."""
import abc
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import Sized


class Plugin(ABC):
    registry = {}

    def __init_subclass__(cls, /, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        if key:
            Plugin.registry[key] = cls

    @property
    @abstractmethod
    def name(self):
        """A short name."""

    @abstractmethod
    def run(self, text):
        return text

    @classmethod
    @abstractmethod
    def create(cls):
        ...

    def describe(self):
        return f"{type(self).__name__}:{self.name}"


class Upper(Plugin, key="upper"):
    name = "to upper case"

    def run(self, text):
        return super().run(text).upper()

    @classmethod
    def create(cls):
        return cls()


class Half(Plugin):
    @property
    def name(self):
        return "half"


print(Upper.create().run("abc"), Upper().describe(), Plugin.registry["upper"].__name__)
for cls in (Plugin, Half):
    try:
        cls()
    except TypeError as error:
        print(cls.__name__, "is abstract:", "abstract" in str(error))


class Drawable(metaclass=ABCMeta):
    @abstractmethod
    def draw(self): ...


@Drawable.register
class Circle:
    def draw(self):
        return "O"


class Square:
    def draw(self):
        return "[]"


Drawable.register(Square)
print(isinstance(Circle(), Drawable), issubclass(Square, Drawable), isinstance(3, Drawable))


class Bag:
    def __len__(self):
        return 3


print(isinstance(Bag(), Sized), issubclass(Bag, Sized), abc.ABC is ABC)
try:

    @Drawable.register
    class _:
        pass

    class Loop(Drawable):
        pass

    Loop.register(Drawable)
except RuntimeError as error:
    print(error)
