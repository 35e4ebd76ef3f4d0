class Animal:
    made = 0
    likes = ()

    def __init__(self, name):
        self.name = name
        Animal.made += 1

    def noise(self):
        return "..."
