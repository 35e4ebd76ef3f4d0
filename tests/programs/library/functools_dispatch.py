"""Generic functions and methods by type of the first argument."""
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch, singledispatchmethod


@singledispatch
def render(value, indent=0):
    """Show a value as an outline."""
    return " " * indent + str(value)


@render.register
def _(value: bool, indent=0):
    return " " * indent + ("yes" if value else "no")


@render.register
def _(value: list | tuple, indent=0):
    return "\n".join(" " * indent + "-\n" + render(v, indent + 2) for v in value)


@render.register(Mapping)
def render_mapping(value, indent=0):
    return "\n".join(f"{' ' * indent}{k}:\n{render(v, indent + 2)}" for k, v in value.items())


def render_none(value, indent=0):
    return " " * indent + "(nothing)"


render.register(type(None), render_none)


@render.register(float)
@render.register(Decimal)
@render.register(Fraction)
def render_number(value, indent=0):
    return f"{' ' * indent}{float(value):.2f}"


print(render({"name": "box", "open": True, "sizes": [1, 2.5, (Decimal("3"), Fraction(1, 3))], "owner": None}))
print(render(5, indent=3), render(2j), render(True))
print(render.dispatch(float) is render_number, render.dispatch(dict) is render_mapping, render.dispatch(int) is render.dispatch(object))
print(render.registry[float] is render_number, len(render.registry), render.__name__, render.__doc__)


class Shape: ...


class Circle(Shape): ...


class Square(Shape): ...


class Painter:
    def __init__(self):
        self.log = []

    @singledispatchmethod
    def paint(self, shape):
        raise NotImplementedError(f"no brush for {type(shape).__name__}")

    @paint.register
    def _(self, shape: Shape):
        self.log.append(f"some shape: {type(shape).__name__}")
        return self

    @paint.register
    def _(self, shape: Circle):
        self.log.append("round and round")
        return self

    @paint.register(str)
    def _(self, name):
        return self.paint({"circle": Circle, "square": Square}[name]())


p = Painter()
p.paint(Circle()).paint(Square()).paint("circle").paint("square")
print(p.log)
try:
    p.paint(3)
except NotImplementedError as error:
    print(error)
