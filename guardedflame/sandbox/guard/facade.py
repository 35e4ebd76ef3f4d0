"""What stands in for a module: an object with the module's allowed names, and nothing else.

Invariant: no facade holds a module, and nothing client code can say changes a facade.

Neither class has a ``__getattr__``, though it could say more about a name that is missing: with
one, CPython 3.11 reads each name that is there at half the speed (41 ns for 19). The language words
the error anew where it leaves the session; see ``Importer.explain``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn, Self

from guardedflame.errors import GuardRefused


class Module:
    """What facades and the session's modules have in common: that they are modules."""

    __module__ = "builtins"
    __qualname__ = "module"

    def __dir__(self) -> list[str]:
        """List its names, and not those that it has as an object."""
        return list(object.__getattribute__(self, "__dict__"))


class Facade(Module):
    """The allowed names of one module. Plain attribute reads, no writes, no subclass, no copy.

    It has no ``__name__``: ``from m import x`` falls back to ``sys.modules[m.__name__ + ".x"]``
    when the attribute is missing, and would hand out a real module.
    """

    __module__ = "builtins"  # what ``type(m)`` shows is nothing of the server's
    __qualname__ = "module"

    def __init_subclass__(cls) -> None:
        raise TypeError("a module cannot be a base class")

    def __new__(cls, *args: object, **keywords: object) -> Self:
        """Refuse: facades come from ``import``."""
        raise TypeError("modules are made by import")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("the names of a module cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("the names of a module cannot be deleted")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        """Refuse: copy and pickle would build a second one."""
        raise TypeError("a module cannot be copied")

    def __repr__(self) -> str:
        return "<module>"


class SessionModule(Module):
    """A module of the client's own source, sent with sendmodule; its names are its globals."""

    __module__ = "builtins"
    __qualname__ = "module"

    def __init_subclass__(cls) -> None:
        raise TypeError("a module cannot be a base class")

    def __new__(cls, *args: object, **keywords: object) -> Self:
        """Refuse: modules come from ``import``."""
        raise TypeError("modules are made by import")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        """Refuse: copy would share the globals under a second object."""
        raise TypeError("a module cannot be copied")

    def __repr__(self) -> str:
        return "<module of this session>"


# The name that CPython's own messages show: "'module' object has no attribute 'x'".
Module.__name__ = Facade.__name__ = SessionModule.__name__ = "module"


def make_facade(members: Mapping[str, object]) -> Facade:
    """Return a facade with these names. Values are exposed as they are: the caller chose them."""
    made: Facade = object.__new__(Facade)
    object.__setattr__(made, "__dict__", dict(members))
    return made


def members_of(facade: Facade) -> dict[str, object]:
    """Return a facade's own dictionary (for the importer; client code has no way to it)."""
    found: dict[str, object] = object.__getattribute__(facade, "__dict__")
    return found


def make_session_module(namespace: dict[str, object]) -> SessionModule:
    """Return a module whose attributes are the live globals of the client's source."""
    made: SessionModule = object.__new__(SessionModule)
    object.__setattr__(made, "__dict__", namespace)
    return made


def unsettable(module: str, name: str) -> GuardRefused:
    """Return the refusal of an assignment to a name of a module."""
    return GuardRefused(
        f"{module}.{name} cannot be set",
        rule="guarded language: writes",
        hint="the names of the library stay as they are; bind a name of your own",
    )


class Writer:
    """What an assignment to a name of a module sets. Nothing of it can be read.

    Args:
        module: its name.
        names: those that may be set.
        setter: takes one of the names and the value.
    """

    __slots__ = ("_set",)

    def __init__(self, module: str, names: frozenset[str], setter: Callable[..., object]) -> None:
        def put(name: str, value: object) -> None:
            if name not in names:
                raise unsettable(module, name)
            setter(name, value)

        object.__setattr__(self, "_set", put)

    def __getattribute__(self, name: str) -> NoReturn:
        raise AttributeError(name)

    def __setattr__(self, name: str, value: object) -> None:
        object.__getattribute__(self, "_set")(name, value)

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{name!r} of a module cannot be deleted")
