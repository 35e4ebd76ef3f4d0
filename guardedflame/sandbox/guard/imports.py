"""The import statement, whoever runs it: facades and the session's own modules.

Invariant: no call returns a module of the interpreter, and each name of a ``from`` import exists on
what is returned (CPython would look for it in ``sys.modules`` otherwise).
"""

from __future__ import annotations

import importlib
from typing import cast

from guardedflame.errors import ImportRefused
from guardedflame.sandbox.guard.facade import Facade, SessionModule, make_facade
from guardedflame.sandbox.guard.names import is_bindable, is_dunder
from guardedflame.sandbox.guard.ownership import exact_name

#: What C code of the interpreter imports when guarded code calls it (datetime.strptime does). The
#: C side ignores what our function returns and takes the module from sys.modules itself.
_INTERNAL = frozenset(
    [
        "_strptime",
        "time",
        "warnings",
        "_io",
        "io",
        "locale",
        "json.decoder",
        "struct",
        "copyreg",
        "functools",
        "collections",
        "numbers",
        "re",
        "types",
        "typing",
        "unicodedata",
        "zoneinfo",
        "_collections_abc",
        "math",
        "operator",
        "datetime",
        "decimal",
        "_pydatetime",
        "collections.abc",
        "_pydecimal",
    ]
)


class Imports:
    """What ``__import__`` is; subclasses know the modules."""

    def find(self, name: str) -> Facade | SessionModule:
        """Return the module of this dotted name, raise ImportRefused."""
        raise NotImplementedError

    def missing(self, name: str, each: str, found: Facade | SessionModule) -> object:
        """Return a name that a module does not have by itself, raise ImportError."""
        raise NotImplementedError

    def own_import(self, name: str) -> bool:
        """Say if C code of a listed library may import this module."""
        raise NotImplementedError

    def bind(self, members: dict[str, object], name: str, value: object) -> None:
        """Set a name of a module, for as long as that holds what it names."""
        raise NotImplementedError

    def is_package(self, name: str) -> bool | None:
        """Say if a module is a package; None if relative imports mean nothing in it."""
        raise NotImplementedError

    def __call__(
        self,
        name: str,
        importing: object = None,
        _locals: object = None,
        fromlist: object = (),
        level: int = 0,
    ) -> object:
        """What the import statement calls."""
        if level:
            name = self.absolute(name, importing, level)
        if type(fromlist) is list:
            # Only C code passes a list; the statement passes None or a tuple.
            if name not in _INTERNAL and not self.own_import(name):
                raise ImportRefused(
                    f"the interpreter may not import {name!r} here",
                    rule="guarded language: imports",
                    hint="write it without what needs that module",
                )
            importlib.import_module(name)
            return None
        if not isinstance(fromlist, tuple) or not fromlist:
            found = self.find(name)
            while "." in name:  # the parts must be there for ``import a.b as c``
                name, _, last = name.rpartition(".")
                above = self.find(name)
                there = object.__getattribute__(above, "__dict__")
                if last not in there:
                    self.bind(there, last, found)
                found = above
            return found
        found = self.find(name)
        if fromlist == ("*",):
            return _starred(name, found)
        members = object.__getattribute__(found, "__dict__")
        for each in fromlist:
            if each not in members:
                self.bind(members, each, self.missing(name, each, found))
        return found

    def by_name(
        self,
        name: str,
        globals: object = None,
        locals: object = None,
        fromlist: object = (),
        level: int = 0,
    ) -> object:
        """``__import__(name)``, called by name; raises ImportRefused."""
        del globals, locals
        if level:
            raise ImportRefused(
                "__import__ takes no level here",
                hint="use the import statement",
                rule="guarded language: imports",
            )
        if not isinstance(name, str):
            raise TypeError("__import__() argument 1 must be str")
        wanted = tuple(exact_name(each) for each in fromlist)  # type: ignore[attr-defined]
        return self(str.__str__(name), fromlist=wanted)

    def absolute(self, name: str, importing: object, level: int) -> str:
        """The full name of what ``from ..name import`` means in a module with these globals."""
        own = importing.get("__name__") if type(importing) is dict else None
        package = self.is_package(own) if type(own) is str else None
        if type(own) is not str or package is None:
            raise ImportError("attempted relative import with no known parent package")
        parts = own.split(".")
        above = parts[: len(parts) - level + package]
        if not above:
            raise ImportError("attempted relative import beyond top-level package")
        return ".".join([*above, name] if name else above)


def _starred(name: str, found: Facade | SessionModule) -> Facade:
    """What ``import *`` takes its names from: exact ones only, whatever ``__all__`` holds."""
    content: dict[str, object] = object.__getattribute__(found, "__dict__")
    listed = content.get("__all__") if isinstance(found, SessionModule) else None
    if listed is None:
        return make_facade(
            {
                each: content[each]
                for each in content
                if each[:1] != "_" and each.isidentifier() and each != "super"
            }
        )
    if type(listed) is not list and type(listed) is not tuple:
        raise TypeError(f"{name}.__all__ must be a list or a tuple of names")
    members: dict[str, object] = {}
    for each in cast("list[object]", listed):
        if type(each) is not str or not is_bindable(each) or is_dunder(each):
            raise TypeError(f"{name}.__all__ holds {each!r}, which is no name to import")
        if each not in content:
            raise AttributeError(f"module {name!r} has no attribute {each!r}")
        members[each] = content[each]
    members["__all__"] = tuple(members)
    return make_facade(members)
