"""``sys`` and ``os`` as a session has them.

Invariant: facts are constants or copies, and what changes the interpreter stays between bounds.
"""

from __future__ import annotations

import errno
import os
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any  # the importer, which imports this

from guardedflame import limits
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.builtin_table import refusal
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.kit import Kit, Members
from guardedflame.sandbox.guard.streams import Input, leave


def sys_members(kit: Kit) -> Members:
    """Return the session's version of sys."""

    def setrecursionlimit(limit: int, /) -> None:
        """Set how deep calls may nest, within bounds; getrecursionlimit tells what it is now."""
        if not isinstance(limit, int):
            raise TypeError(f"'{type(limit).__name__}' object cannot be interpreted as an integer")
        limit = int.__int__(limit)
        if limit < 1:
            raise ValueError("recursion limit must be greater or equal than 1")
        sys.setrecursionlimit(min(max(limit, limits.RECURSION_LEAST), limits.RECURSION_MOST))

    def loaded() -> dict[str, object]:
        importer: Any = kit.table["__import__"]
        return {"__main__": kit.main, **importer.loaded()}

    return {
        "argv": [""],
        "implementation": types.SimpleNamespace(
            name=sys.implementation.name,
            cache_tag=sys.implementation.cache_tag,
            hexversion=sys.hexversion,
            version=sys.version_info,
        ),
        "modules": Modules(loaded),
        "stdin": Input(kit.guards.services.ask),
        "exit": leave,
        "stdout": kit.outputs.target("stdout"),
        "stderr": kit.outputs.target("stderr"),
        "setrecursionlimit": setrecursionlimit,
        "warnoptions": [],
    }


class Modules:
    """``sys.modules`` as a session has it: what it imported or was sent, to look at.

    Args:
        loaded: gives them by name.
    """

    __slots__ = ("_loaded",)
    __module__ = "sys"

    def __init_subclass__(cls) -> None:
        raise TypeError("the modules cannot be a base class")

    def __init__(self, loaded: Callable[[], dict[str, object]]) -> None:
        self._loaded = loaded

    def __getitem__(self, name: str) -> object:
        return self._loaded()[name]

    def __contains__(self, name: object) -> bool:
        return name in self._loaded()

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded())

    def __len__(self) -> int:
        return len(self._loaded())

    def get(self, name: str, default: object = None) -> object:
        """Return a module, or the default."""
        return self._loaded().get(name, default)

    def keys(self) -> list[str]:
        """Return the names."""
        return list(self._loaded())

    def values(self) -> list[object]:
        """Return the modules."""
        return list(self._loaded().values())

    def items(self) -> list[tuple[str, object]]:
        """Return both."""
        return list(self._loaded().items())


def os_members(_kit: Kit) -> Members:
    """Return the session's version of os."""
    environ: dict[str, str] = {}
    getenv: Callable[..., str | None] = lambda key, default=None: environ.get(key, default)  # noqa: E731
    return {
        "environ": environ,
        "getenv": getenv,
        "cpu_count": lambda: 1,  # what a session has: one process, one thread
        "getpid": lambda: 1,
        "get_terminal_size": lambda *_: os.terminal_size((80, 24)),
    }


def errno_members(_kit: Kit) -> Members:
    """Return the session's version of errno."""
    return {"errorcode": dict(errno.errorcode)}


def builtins_members(kit: Kit) -> Members:
    """Return the session's version of builtins: never one of the interpreter's own."""
    # Source that names ``super`` finds another one, but in ``super()``; see ``walk``.
    table = {**kit.table, "super": kit.table[names.SUPER]}
    return {
        name: table[name]
        if name in table
        else refusal(
            name, f"{name} is not in the guarded language", "guarded language: builtins", ""
        )
        for name in CATALOGUE["builtins"].names
    }
