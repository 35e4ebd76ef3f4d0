"""The closed list of classes that a message may turn into.

Invariant: a name on the wire builds an object only if this very registry was told the name; no
module is imported and no attribute is looked up because of a name in a message.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple, TypeVar, cast

from guardedflame.errors import ValueRefused

T = TypeVar("T")

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,127}")
#: Names that a stock Pyro5 client would act on by itself.
_RESERVED: Final = ("Pyro4.", "Pyro5.", "builtins.", "exceptions.", "sqlite3.", "struct.")
_BUILTIN_TAGS: Final = frozenset({"float", "complex"})


class Entry(NamedTuple):
    """One registered class and its two converters."""

    name: str
    cls: type
    to_state: Callable[[object], object]
    from_state: Callable[[object], object]


def _as_it_is(value: object) -> object:
    return value


class Registry:
    """Names that may become objects, and classes that may become names. One instance per use.

    Args:
        simpler: asked for values that do not travel: returns another value that stands for one
            (a list for an array), or the value itself where there is none. May raise ValueRefused.
    """

    __slots__ = ("_classes", "_names", "simpler")

    def __init__(self, simpler: Callable[[object], object] = _as_it_is) -> None:
        self._names: dict[str, Entry] = {}
        self._classes: dict[type, Entry] = {}
        self.simpler = simpler

    def register(
        self,
        name: str,
        cls: type[T],
        *,
        to_state: Callable[[T], object],
        from_state: Callable[[object], T],
    ) -> None:
        """Let instances of exactly ``cls`` travel under ``name``.

        Args:
            name: what stands on the wire. Chosen by hand, never a module path that gets imported.
            cls: the class; subclasses are other classes and need a name of their own.
            to_state: returns what the object is made of: anything the codec carries. A tuple of
                plain values is the fastest state there is.
            from_state: rebuilds an object from that state and checks it; it runs on a peer's data.

        Raises:
            ValueError: the name or the class is taken, or the name is malformed or reserved.
        """
        if _NAME.fullmatch(name) is None or "__" in name:
            raise ValueError(f"not a name for a class on the wire: {name!r}")
        if name.startswith(_RESERVED) or name in _BUILTIN_TAGS:
            raise ValueError(f"{name!r} is a name that Pyro gives a meaning of its own")
        if name in self._names or cls in self._classes:
            raise ValueError(f"{name!r} or its class is registered already")
        entry = Entry(
            name,
            cls,
            cast("Callable[[object], object]", to_state),
            cast("Callable[[object], object]", from_state),
        )
        self._names[name] = entry
        self._classes[cls] = entry

    def entry_for(self, cls: type) -> Entry | None:
        """Return how instances of exactly ``cls`` travel, or None."""
        return self._classes.get(cls)

    def build(self, name: object, state: object) -> object:
        """Return the object that ``name`` and ``state`` stand for.

        Raises:
            ValueRefused: nobody registered the name, or its class does not accept the state.
        """
        return self.builder(name)(state)

    def builder(self, name: object) -> Callable[[object], object]:
        """Return the guarded ``from_state`` of ``name``.

        Raises:
            ValueRefused: nobody registered the name.
        """
        entry = self._names.get(name) if type(name) is str else None
        if entry is None:
            raise ValueRefused(
                f"class {str(name)[:80]!r} may not be built from a message",
                hint="the operator lists classes under `classes:` of the profile",
            )
        return entry.from_state
