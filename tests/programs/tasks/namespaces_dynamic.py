"""A command dispatcher that looks into its own namespaces, and a few dynamic attributes."""

import sys
import types


def cmd_hello(who="world"):
    """Say hello."""
    return "hello {who}".format(**locals())


def cmd_add(a, b):
    """Add two numbers."""
    return int(a) + int(b)


def cmd_help():
    """List the commands."""
    names = sorted(n for n in globals() if n.startswith("cmd_"))
    return ", ".join(f"{n[4:]} ({globals()[n].__doc__})" for n in names)


def dispatch(line):
    name, *args = line.split()
    f = globals().get("cmd_" + name)
    if f is None:
        return f"unknown command {name!r}"
    try:
        return f(*args)
    except TypeError as e:
        return f"usage error in {name}: {str(e).split('()')[-1].strip()}"


for line in ("hello", "hello Ann", "add 2 3", "add 2", "fly", "help"):
    print(line, "->", dispatch(line))


class Record:
    kind = "record"

    def __init__(self, **kw):
        vars(self).update(kw)

    def __getattr__(self, name):
        if name.startswith("has_"):
            return name[4:] in self.__dict__
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if name == "locked":
            raise AttributeError("read only")
        super().__setattr__(name, value)

    def __dir__(self):
        return sorted(self.__dict__)


r = Record(a=1, b=[2])
r.c = 3
setattr(r, "d", 4)
print(vars(r), dir(r), r.has_a, r.has_z, getattr(r, "nope", None), hasattr(r, "c"))
delattr(r, "a")
try:
    r.locked = True
except AttributeError as e:
    print("AttributeError:", e)
print(sorted(r.__dict__.items(), key=str), "kind" in vars(Record), Record.__dict__["kind"])


def scale(self, k):
    return [x * k for x in self.b]


Record.scale = scale
print(r.scale(10))
r.own = types.MethodType(lambda self: self.c, r)
print(r.own(), callable(r.own))
ns = types.SimpleNamespace(x=1, y=2)
ns.z = ns.x + ns.y
print(ns, vars(ns))
print(scale.__name__, scale.__code__.co_argcount, cmd_hello.__defaults__, cmd_add.__annotations__)
cmd_add.calls = 5
print(cmd_add.__dict__, __name__, sys.modules[__name__].cmd_add is cmd_add)
