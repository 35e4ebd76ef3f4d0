from .base import Animal


class Cat(Animal):
    likes = ("fish", "milk")

    def noise(self):
        return f"{self.name} says meow"
