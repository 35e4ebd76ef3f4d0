# When is __del__ called? (in CPython: as soon as nobody holds the object)
class Tidy:
    alive = 0

    def __init__(self, name):
        self.name = name
        Tidy.alive += 1
        print("made", name)

    def __del__(self):
        Tidy.alive -= 1
        print("deleted", self.name)


a = Tidy("first")
b = a
del a
print("still there:", b.name)
b = Tidy("second")
print("alive:", Tidy.alive)


def work():
    local = Tidy("local")
    print("working with", local.name)


work()
b = None
print("alive:", Tidy.alive)
