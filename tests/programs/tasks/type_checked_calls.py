"""A decorator that checks annotations at run time, and a command table built from signatures."""

import inspect
from functools import wraps
from typing import Optional, Union, get_args, get_origin


def fits(value, hint):
    if hint in (inspect.Parameter.empty, None):
        return True
    origin = get_origin(hint)
    if origin is Union:
        return any(fits(value, a) for a in get_args(hint))
    if origin in (list, set, tuple):
        args = get_args(hint)
        return isinstance(value, origin) and all(fits(v, args[0]) for v in value)
    if origin is dict:
        k, v = get_args(hint)
        return isinstance(value, dict) and all(fits(a, k) and fits(b, v) for a, b in value.items())
    return isinstance(value, origin or hint)


def name_of(hint):
    return (
        getattr(hint, "__name__", None)
        if get_origin(hint) is None
        else str(hint).replace("typing.", "")
    )


def checked(f):
    signature = inspect.signature(f)

    @wraps(f)
    def inner(*args, **kwargs):
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        for name, value in bound.arguments.items():
            hint = signature.parameters[name].annotation
            if not fits(value, hint):
                raise TypeError(f"{f.__name__}: {name} must be {name_of(hint)}, got {value!r}")
        result = f(*args, **kwargs)
        if not fits(result, signature.return_annotation):
            raise TypeError(f"{f.__name__} returned {result!r}")
        return result

    return inner


@checked
def repeat(text: str, times: int = 2, *, sep: Optional[str] = None) -> str:
    """Repeat a text."""
    return (sep or "").join([text] * times)


@checked
def total(prices: dict[str, float], skip: list[str] = []) -> float:
    return sum((v for k, v in prices.items() if k not in skip), 0.0)


@checked
def broken(x: int) -> int:
    return "no"


for call in (
    lambda: repeat("ab"),
    lambda: repeat("ab", 3, sep="-"),
    lambda: repeat("ab", "3"),
    lambda: repeat("ab", sep=5),
    lambda: total({"tea": 1.5, "cake": 2.5}, ["tea"]),
    lambda: total({"tea": 1}),
    lambda: total({"tea": 1.0}, ["x", 1]),
    lambda: broken(1),
    lambda: repeat(),
):
    try:
        print(call())
    except TypeError as e:
        print("TypeError:", e)

COMMANDS = {f.__name__: f for f in (repeat, total)}
for name, f in COMMANDS.items():
    sig = inspect.signature(f)
    print(name + str(sig), "|", inspect.getdoc(f))
    for p in sig.parameters.values():
        print("  ", p.name, p.kind.name, "required" if p.default is p.empty else repr(p.default))
print(
    inspect.isfunction(repeat),
    inspect.isclass(dict),
    inspect.isgeneratorfunction(lambda: (yield)),
    inspect.cleandoc("  a\n    b"),
)
