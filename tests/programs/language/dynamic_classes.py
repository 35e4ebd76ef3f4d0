"""Classes made by calling type()."""


def greet(self):
    return f"{self.greeting}, I am a {type(self).__name__}"


Animal = type("Animal", (), {"greeting": "Hello", "greet": greet, "legs": 4})
Dog = type("Dog", (Animal,), dict(greeting="Woof", __doc__="A dog."))

classes = {}
for name, legs in [("Spider", 8), ("Bird", 2), ("Snake", 0)]:
    classes[name] = type(name, (Animal,), {"legs": legs, "__init__": lambda self, mood="calm": setattr(self, "mood", mood)})

print(Animal().greet(), Dog().greet(), Dog.__doc__)
for name, cls in sorted(classes.items()):
    creature = cls(mood="hungry")
    print(creature.greet(), creature.legs, creature.mood, isinstance(creature, Animal))


def make_error(name, code, base=Exception):
    return type(name, (base,), {"code": code})


NotFound = make_error("NotFound", 404)
Gone = make_error("Gone", 410, NotFound)
try:
    raise Gone("no more")
except NotFound as e:
    print(type(e).__name__, e.code, e)
print(type(3)(4.7), type("x")(5), type([])("ab"), type(Dog()) is Dog, type(Dog).__name__)


def struct(name, **fields):
    def __init__(self, **values):
        for k, kind in fields.items():
            setattr(self, k, kind(values.get(k, kind())))

    def __repr__(self):
        return name + repr(self.__dict__)

    return type(name, (object,), {"__init__": __init__, "__repr__": __repr__})


Point = struct("Point", x=int, y=float, tag=str)
print(Point(x="3", y=2), Point(tag=5))
