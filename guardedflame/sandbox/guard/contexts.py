"""``contextvars`` of a session: its own variables, in contexts that show no others.

Invariant: no variable of the library is handed out. C code believes what it finds in its own:
``decimal`` takes whatever its variable holds for a context, and reads memory that is not one.
"""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Iterator
from typing import Any  # what a variable holds is the client's affair

from guardedflame.sandbox.guard.kit import Kit, Members

_MISSING: Any = object()


class Context:
    """A context as a session has it: code runs in it, and the session's variables are in it."""

    __slots__ = ("_real", "_vars")
    __module__ = "contextvars"

    def __init_subclass__(cls) -> None:
        raise TypeError("a context cannot be a base class")

    def __init__(self, real: contextvars.Context, known: set[contextvars.ContextVar[Any]]) -> None:
        self._real = real
        self._vars = known

    def run(self, callable: Callable[..., Any], *args: object, **kwargs: object) -> Any:
        """Call a function in the context."""
        return self._real.run(callable, *args, **kwargs)

    def copy(self) -> Context:
        """Return a copy."""
        return Context(self._real.copy(), self._vars)

    def get(self, var: contextvars.ContextVar[Any], default: Any = None) -> Any:
        """Return what a variable holds in it."""
        return self._real.get(var, default)

    def __getitem__(self, var: contextvars.ContextVar[Any]) -> Any:
        return self._real[var]

    def __contains__(self, var: contextvars.ContextVar[Any]) -> bool:
        return var in self._real

    def __iter__(self) -> Iterator[contextvars.ContextVar[Any]]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.keys())

    def keys(self) -> list[contextvars.ContextVar[Any]]:
        """Return the session's variables that are set in it."""
        return [each for each in self._real if each in self._vars]

    def values(self) -> list[Any]:
        """Return what they hold."""
        return [self._real[each] for each in self.keys()]

    def items(self) -> list[tuple[contextvars.ContextVar[Any], Any]]:
        """Return them with what they hold."""
        return [(each, self._real[each]) for each in self.keys()]


_real_of: Callable[[Context], contextvars.Context] = vars(Context)["_real"].__get__


def real_context(given: object) -> contextvars.Context | None:
    """Return the interpreter's context behind a session's; None for None. Raises TypeError."""
    if given is None or type(given) is contextvars.Context:
        return given
    if type(given) is not Context:
        raise TypeError(f"a context was expected, got {given!r}")
    return _real_of(given)


def contextvars_members(kit: Kit) -> Members:
    """Return the session's version of contextvars."""
    guards = kit.guards
    known: set[contextvars.ContextVar[Any]] = set()

    def variable(name: str, *, default: Any = _MISSING) -> contextvars.ContextVar[Any]:
        """Make a variable."""
        made: contextvars.ContextVar[Any] = (
            contextvars.ContextVar(name)
            if default is _MISSING
            else contextvars.ContextVar(name, default=default)
        )
        known.add(made)
        return made

    def copy_context() -> Context:
        """Return a copy of the context that code runs in now."""
        return Context(contextvars.copy_context(), known)

    return {
        "Context": guards.lend_opaque(Context, makes=lambda: Context(contextvars.Context(), known)),
        "ContextVar": guards.lend_opaque(contextvars.ContextVar, makes=variable),
        "Token": guards.lend(contextvars.Token),
        "copy_context": copy_context,
    }
