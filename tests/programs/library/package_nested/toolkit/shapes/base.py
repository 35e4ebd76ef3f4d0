"""What shapes have in common."""


class Shape:
    def __init__(self, size):
        self.size = size

    def __str__(self):
        return f"{type(self).__name__} {self.size}"
