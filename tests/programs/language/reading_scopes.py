"""vars, dir, globals, locals, getattr and friends, as scripts use them."""
import math

VERSION = "2.1"
DEBUG_LEVEL = 3


class Config:
    """Settings of the program."""

    host = "localhost"
    port: int = 80
    timeout: float

    def __init__(self, **overrides):
        for name, value in overrides.items():
            if not hasattr(type(self), name) and name not in self.__annotations__:
                raise AttributeError("unknown setting: " + name)
            setattr(self, name, value)

    def items(self):
        for name in sorted(set(dir(self)) - set(dir(object))):
            value = getattr(self, name)
            if not name.startswith("_") and not callable(value):
                yield name, value


def cmd_hello(who="world"):
    """Greets."""
    return f"hello {who}"


def cmd_area(r):
    """Area of a circle."""
    return round(math.pi * float(r) ** 2, 2)


def commands():
    return {name[4:]: f for name, f in sorted(globals().items()) if name.startswith("cmd_") and callable(f)}


def describe(thing, *names):
    return {n: getattr(thing, n, "<none>") for n in names}


def shape(width, height, unit="cm"):
    area = width * height
    return "{width} x {height} {unit} = {area}".format(**locals())


c = Config(port=8080, timeout=1.5)
print(dict(c.items()), vars(c), Config.__doc__, Config.__annotations__)
print(describe(c, "host", "port", "missing"), [n for n in vars(Config) if not n.startswith("_")])
try:
    Config(colour="red")
except AttributeError as e:
    print(e)
for name, function in commands().items():
    print(f"{name}: {function.__doc__} ({function.__name__}, {function.__module__}, {function.__qualname__})")
print(commands()["hello"](), commands()["area"]("2"), shape(2, 3))
print("VERSION" in globals(), globals()["DEBUG_LEVEL"], "nothing" in globals(), __name__)
globals()["made_up"] = 5
print(made_up + 1)
print(type(c).__name__, c.__class__ is Config, c.__class__.__name__, c.__module__, type(c.items()).__name__)
print(callable(c), callable(Config), callable(len), isinstance(c, Config | int), isinstance("x", (int, str)), issubclass(bool, int))
setattr(Config, "colour", "blue")
print(c.colour, getattr(Config, "colour"))
delattr(Config, "colour")
delattr(c, "port")
print(hasattr(c, "colour"), c.port, sorted(vars(c)))
print([n for n in dir([]) if not n.startswith("_")])
print([n for n in dir(math) if n.startswith("lo")], "sqrt" in dir(math))
print(sorted(k for k in locals() if k.startswith("cmd")), len(dir()) > 5)
a = b = [1]
print(id(a) == id(b), id(a) != id([1]), a is not b, hash("x") == hash("x"))
