from .animals.base import Animal


class Keeper:
    def __init__(self, name):
        self.name, self.animals = name, []

    def take(self, animal):
        assert isinstance(animal, Animal)
        self.animals.append(animal)

    def feed(self, food):
        return [a.name for a in self.animals if food in a.likes]

    def __str__(self):
        return f"{self.name} keeps {len(self.animals)}: " + ", ".join(f"{a.name} ({type(a).__name__})" for a in self.animals)
