"""The library of this process: what no program may change, and the containers it works with.

Invariant: identity is compared, entry by entry; an example that changed something is followed by
one that finds it as it was.
"""

from __future__ import annotations

import functools
import importlib
import sys
import types
from collections.abc import Iterator, Mapping
from typing import Any

from guardedflame.sandbox.guard.catalogue import CATALOGUE

#: What the interpreter itself writes into classes and modules as they are used.
_CACHES = frozenset(
    {
        "__abstractmethods__",
        "__annotations__",
        "__dataclass_fields__",
        "_abc_impl",
        "__warningregistry__",
    }
)
_FUNCTION = ("__code__", "__defaults__", "__kwdefaults__", "__name__", "__qualname__", "__doc__")


def catalogue_modules() -> list[types.ModuleType]:
    """Return the real modules of the catalogue, but for those that it leaves out whole."""
    found = []
    for name, entry in CATALOGUE.items():
        if not entry.names:
            continue
        try:
            found.append(importlib.import_module(name))
        except ImportError:  # another CPython has it
            continue
    return found


def _is_class(value: object) -> bool:
    return issubclass(type(value), type)


class Snapshot:
    """The names of the catalogue's modules, of their classes, and the parts of their functions."""

    def __init__(self) -> None:
        modules = catalogue_modules()
        owners: dict[int, Any] = {id(module): module for module in modules}
        for module in modules:
            for value in vars(module).values():
                if (_is_class(value) and value is not type) or type(value) is types.FunctionType:
                    owners[id(value)] = value
        self._owners = list(owners.values())
        for owner in self._owners:
            if type(owner) is types.FunctionType:
                owner.__dict__  # noqa: B018  (made when first asked for)
        self._before = [dict(_entries(owner)) for owner in self._owners]
        self._ids = self._now()

    def _now(self) -> list[int]:
        return [id(value) for owner in self._owners for value in _values(owner)]

    def changes(self) -> list[str]:
        """Return what is another object now, or gone, or new; and put it back."""
        if self._now() == self._ids:
            return []
        found = []
        for owner, before in zip(self._owners, self._before, strict=True):
            now = dict(_entries(owner))
            for name in now.keys() | before.keys():
                if name in _CACHES or (
                    name in now and name in before and now[name] is before[name]
                ):
                    continue
                if name[:1] == "_" and before.get(name, name) is None:
                    before[name] = now.get(name)  # worked out at its first use
                    continue
                found.append(f"{getattr(owner, '__name__', owner)}.{name}")
                if type(owner) is types.FunctionType and name not in _FUNCTION:
                    continue
                if name in before:
                    setattr(owner, name, before[name])
                else:
                    delattr(owner, name)
        self._ids = self._now()
        return found


def _entries(owner: Any) -> Iterator[tuple[str, object]]:
    if type(owner) is types.FunctionType:
        yield from ((name, getattr(owner, name)) for name in _FUNCTION)
    space: Mapping[str, object] = vars(owner)
    yield from space.items()


def _values(owner: Any) -> Iterator[object]:
    if type(owner) is types.FunctionType:
        yield from (owner.__code__, owner.__defaults__, owner.__kwdefaults__, owner.__doc__)
    yield from vars(owner).values()


@functools.cache
def shared_containers() -> dict[int, object]:
    """Return the dictionaries, lists and sets that modules and their classes hold, by id.

    They are kept alive, so that no id is given to another object.
    """
    found: dict[int, object] = {}
    for module in list(sys.modules.values()):
        space = getattr(module, "__dict__", None)
        if type(space) is not dict:
            continue
        found[id(space)] = space
        values = list(space.values())
        for value in list(values):
            if _is_class(value):
                values += vars(value).values()
        found.update((id(value), value) for value in values if type(value) in {dict, list, set})
    return found
