"""Square shapes."""
from ..text import banner
from .base import Shape


class Square(Shape):
    @property
    def area(self):
        return self.size**2

    def __str__(self):
        return banner(super().__str__(), 16, "-")
