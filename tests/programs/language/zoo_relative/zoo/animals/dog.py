from . import base
from .. import food


class Dog(base.Animal):
    likes = (food.BONE,)

    def noise(self):
        return f"{self.name} says woof"
