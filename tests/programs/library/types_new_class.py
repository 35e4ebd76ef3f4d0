"""Classes made while the program runs."""
import types
from types import new_class, resolve_bases


def body(ns):
    ns["greet"] = lambda self: f"hello from {type(self).__name__}"
    ns["size"] = 3


Made = new_class("Made", (), {}, body)
print(Made().greet(), Made.size, Made.__name__)
Child = new_class("Child", (Made,))
print(Child().greet(), issubclass(Child, Made), resolve_bases((Made,)) == (Made,))

Dyn = type("Dyn", (Made,), {"size": 5, "double": lambda self: self.size * 2})
print(Dyn().double(), Dyn().greet(), Dyn.__mro__[1] is Made)


def make_model(name, **fields):
    def init(self, **values):
        for key, kind in fields.items():
            setattr(self, key, kind(values[key]))

    def show(self):
        return f"{name}({', '.join(f'{k}={getattr(self, k)!r}' for k in fields)})"

    return types.new_class(name, (), {}, lambda ns: ns.update(__init__=init, __repr__=show, fields=fields))


Point = make_model("Point", x=int, y=float)
print(Point(x="1", y="2"), Point.fields["x"] is int)
