"""What stands here for a module, a function and a builtin over there.

Invariant: these hold names only. Every use is a call the server decides anew, and a name the server
did not describe is asked for there, never guessed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guardedflame.client.link import Link
from guardedflame.errors import Refused, RemoteProtocolError

if TYPE_CHECKING:
    from guardedflame.client.flame import Flame

#: Object ids of modules: this and the module's dotted name.
MODULE_PREFIX = "Pyro.Flame.module."


class RemoteFunction:
    """One function or class of a remote module; calling it calls it over there."""

    __slots__ = ("__name__", "__qualname__", "_link", "_module")

    def __init__(self, link: Link, module: str, name: str) -> None:
        self._link = link
        self._module = module
        self.__name__ = name
        self.__qualname__ = f"{module}.{name}"

    def __call__(self, *args: object, **kwargs: object) -> Any:
        """Call the remote function. Raises what it raises, or as `Flame` does."""
        return self._link.call(MODULE_PREFIX + self._module, self.__name__, args, kwargs)

    def __repr__(self) -> str:
        return f"<remote function {self.__qualname__} at {self._link.location}>"


class RemoteModule:
    """A module of the server as the policy shows it: functions to call, constants to read.

    ``flame.module("math").pi`` is the number, ``.sqrt(2)`` calls, ``flame.module("os").path`` is
    again a module. `dir` lists what the policy shows.
    """

    def __init__(self, flame: Flame, link: Link, description: object) -> None:
        name, methods, attrs = _read_description(description)
        self.__name__ = name
        self._flame = flame
        self._link = link
        self._functions = {each: RemoteFunction(link, name, each) for each in methods}
        self._constants = frozenset(attrs)

    def __getattr__(self, name: str) -> Any:
        """Return the function, constant or submodule ``name``.

        Raises:
            AttributeError: the module has no such name that the policy shows.
        """
        # Not through self: while an object is being built or copied there is no _functions yet.
        functions: dict[str, RemoteFunction] = self.__dict__.get("_functions", {})
        function = functions.get(name)
        if function is not None:
            return function
        if name.startswith("_"):
            raise AttributeError(f"remote modules show no private names: {name!r}", name=name)
        if name in self._constants:
            return self._link.call(MODULE_PREFIX + self.__name__, "__getattr__", (name,))
        return self._submodule(name)

    def _submodule(self, name: str) -> RemoteModule:
        try:
            return self._flame.module(f"{self.__name__}.{name}")
        except (Refused, ImportError, AttributeError) as error:
            raise AttributeError(
                f"remote module {self.__name__!r} shows no {name!r}: {error}", name=name, obj=self
            ) from error

    def __dir__(self) -> list[str]:
        return sorted({*self._functions, *self._constants})

    def __enter__(self) -> RemoteModule:
        """Pyro4's module proxies are context managers; here there is nothing to release."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: the connection is the flame's."""

    def __repr__(self) -> str:
        return f"<remote module {self.__name__!r} at {self._link.location}>"


class RemoteBuiltin:
    """A builtin of the server, by name; calling it calls it over there."""

    __slots__ = ("__name__", "_link")

    def __init__(self, link: Link, name: str) -> None:
        self._link = link
        self.__name__ = name

    def __call__(self, *args: object, **kwargs: object) -> Any:
        """Call the remote builtin. Raises what it raises, or as `Flame` does."""
        return self._link.call("Pyro.Flame", "invokeBuiltin", (self.__name__, list(args), kwargs))

    def __enter__(self) -> RemoteBuiltin:
        """Pyro4's builtin proxies are context managers; here there is nothing to release."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: the connection is the flame's."""

    def __repr__(self) -> str:
        return f"<remote builtin {self.__name__!r} at {self._link.location}>"


def _read_description(description: object) -> tuple[str, list[str], list[str]]:
    match description:
        case {"module": str(name), "methods": [*methods], "attrs": [*attrs]} if all(
            isinstance(each, str) for each in (*methods, *attrs)
        ):
            return name, methods, attrs
    raise RemoteProtocolError("the server described a module in a way this client does not know")
