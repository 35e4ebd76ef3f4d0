"""What inspect tells about the program's own functions and classes."""
import inspect
from inspect import Parameter, Signature, signature


def example(a, /, b: int, c=3, *args: str, key, opt: float = 1.5, **kwargs) -> bool:
    """Say what the function does.

    Indented text stays below.
    """
    return True


sig = signature(example)
print(sig)
print(list(sig.parameters), sig.return_annotation is bool, sig.parameters["c"].default, sig.parameters["key"].default is Parameter.empty)
for name, p in sig.parameters.items():
    print(f"{name:<7}{p.kind.description:<22}{p}")
bound = sig.bind(1, 2, key="k")
print(bound.arguments)
bound.apply_defaults()
print(bound.args, bound.kwargs)
try:
    sig.bind(1)
except TypeError as error:
    print(error)
new = sig.replace(parameters=list(sig.parameters.values())[:2], return_annotation=Signature.empty)
print(new, signature(lambda x, *y: 0))
print(inspect.getdoc(example), inspect.cleandoc("  a\n    b\n    c"), sep="\n")


class Base:
    """A base."""

    def method(self, x):
        """Documented in the base."""


class Child(Base):
    attribute = 1

    def method(self, x):
        return x

    @classmethod
    def make(cls, n=1):
        return cls()

    @property
    def prop(self):
        return 1


async def coro():
    pass


def gen():
    yield


print(signature(Child.make), signature(Child().method), signature(Child), inspect.getdoc(Child.method))
print(inspect.isfunction(example), inspect.isclass(Child), inspect.ismethod(Child().method), inspect.isbuiltin(len), inspect.iscoroutinefunction(coro), inspect.isgeneratorfunction(gen))


def validated(function):
    sig = signature(function)

    def wrapper(*args, **kwargs):
        bound = sig.bind(*args, **kwargs)
        for name, value in bound.arguments.items():
            kind = sig.parameters[name].annotation
            if kind is not Parameter.empty and not isinstance(value, kind):
                raise TypeError(f"{name} should be {kind.__name__}, not {type(value).__name__}")
        return function(*args, **kwargs)

    return wrapper


@validated
def area(width: int, height: int, unit="cm"):
    return f"{width * height} {unit}2"


print(area(3, height=4))
try:
    area("3", 4)
except TypeError as error:
    print(error)
