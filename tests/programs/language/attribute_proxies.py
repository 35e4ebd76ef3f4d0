"""Objects that answer for attributes they do not have."""


class Recorder:
    """Wraps an object and remembers what was asked of it."""

    def __init__(self, target):
        object.__setattr__(self, "_target", target)
        object.__setattr__(self, "_log", [])

    def __getattr__(self, name):
        self._log.append(("get", name))
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        self._log.append(("set", name, value))
        setattr(self._target, name, value)

    def __delattr__(self, name):
        self._log.append(("del", name))
        delattr(self._target, name)

    def __dir__(self):
        return ["made", "up", *[n for n in dir(self._target) if not n.startswith("_")]]


class Settings(dict):
    """Keys as attributes."""

    def __getattr__(self, key):
        try:
            return self[key]
        except KeyError:
            raise AttributeError(f"no setting {key!r}") from None

    __setattr__ = dict.__setitem__

    def __delattr__(self, key):
        del self[key]

    def __missing__(self, key):
        if key.startswith("opt_"):
            return None
        raise KeyError(key)


class Chain:
    def __init__(self, path=()):
        self.__path = path

    def __getattr__(self, name):
        return Chain(self.__path + (name,))

    def __call__(self, *args):
        return "/".join(self.__path) + repr(args)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def norm(self):
        return (self.x**2 + self.y**2) ** 0.5


p = Point(3, 4)
r = Recorder(p)
print(r.x, r.norm())
r.x = 6
r.z = 1
del r.z
print(p.x, r._log, dir(r))
try:
    r.missing
except AttributeError as e:
    print("AttributeError:", e)
print(hasattr(r, "y"), hasattr(r, "nope"), getattr(r, "nope", "default"))
s = Settings(colour="red")
s.size = 10
s["shape"] = "round"
print(s.colour, s.size, s.shape, s["opt_x"], s.opt_y, sorted(s))
del s.size
try:
    s.size
except AttributeError as e:
    print(e, e.__cause__, e.__suppress_context__)
print(Chain().users.ada.posts(1, 2), Chain().x())


class Frozen:
    def __init__(self, **values):
        self.__dict__.update(values)

    def __setattr__(self, name, value):
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name):
        raise AttributeError("cannot delete " + name)


f = Frozen(a=1)
for action in (lambda: setattr(f, "a", 2), lambda: delattr(f, "a")):
    try:
        action()
    except AttributeError as e:
        print(e)
print(f.a, f.__dict__)
