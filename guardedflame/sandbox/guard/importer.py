"""``import`` in guarded code: facades of what the profile lists, and the session's own modules.

Invariant: no call of ``Importer`` returns a module of the interpreter, and each name of a
``from`` import exists on what is returned (CPython would look for it in ``sys.modules`` otherwise).
"""

from __future__ import annotations

import importlib
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, cast

from guardedflame.errors import GuardRefused, ImportRefused
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.facade import Facade, SessionModule, make_facade, members_of
from guardedflame.sandbox.guard.guards import Guards, exact_name
from guardedflame.sandbox.guard.names import is_bindable, is_dunder
from guardedflame.sandbox.guard.replacements import replacements
from guardedflame.sandbox.guard.suggestions import closest

Names = Literal["*"] | Sequence[str]

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


#: Names shown in a hint.
_SHOWN = 12


class Importer:
    """Makes facades on first use. One per session.

    Args:
        modules: module name to "*" (the catalogue's names) or to a list of names.
        guards: this session's.
        rule: names the policy line that decides about modules.
    """

    def __init__(
        self, modules: Mapping[str, Names], guards: Guards, rule: Callable[[str, str], str]
    ) -> None:
        self._modules = modules
        self._guards = guards
        self._rule = rule
        self._made: dict[str, Facade] = {}
        self.session: dict[str, SessionModule] = {}

    def find(self, name: str) -> Facade | SessionModule:
        """Return the module of this dotted name, raise ImportRefused."""
        if name in self.session:
            return self.session[name]
        made = self._made.get(name)
        if made is None:
            made = self._make(name)
            self._made[name] = made
        return made

    def lists(self, name: str) -> bool:
        """Say if the module of this dotted name is the session's, or one the profile lists."""
        inside = name + "."
        return (
            name in self.session
            or name in self._modules
            or any(each.startswith(inside) for each in self._modules)
        )

    def _make(self, name: str) -> Facade:
        names = self._modules.get(name)
        inside = [
            each
            for each in self._modules
            if each.startswith(name + ".") and "." not in each[len(name) + 1 :]
        ]
        if names is None and name == "__future__":
            names = "*"
        if names is None and not inside:
            raise self._refused(
                name, f"the profile does not list the module {name!r}", self._modules_hint(name)
            )
        members = {} if names is None else self._members(name, names)
        for each in inside:
            members[each.rpartition(".")[2]] = self.find(each)
        return make_facade(members)

    def _modules_hint(self, wanted: str) -> str:
        meant = closest(wanted, sorted({*self._modules, *self.session}))
        if meant:
            return f"did you mean {meant!r}?"
        known = sorted(self._modules)
        listed = ", ".join(known[:_SHOWN])
        more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
        return f"the modules it lists: {listed}{more}" if listed else "it lists no modules"

    def _members(self, name: str, names: Names) -> dict[str, object]:
        entry = CATALOGUE.get(name)
        if names == "*":
            if entry is None:
                raise self._refused(
                    name,
                    f"the module {name!r} is not in the catalogue, so '*' means nothing for it",
                    "list its names one by one",
                )
            names = entry.names
        try:
            real = importlib.import_module(name)
        except ImportError:
            raise ImportRefused(
                f"the server has no module {name!r}",
                rule=self.rule_of(name),
                hint="take it out of the policy",
            ) from None
        instead = replacements(name, self._guards)
        members: dict[str, object] = {}
        for each in names:
            if entry is not None and each in entry.left_out:
                raise self._refused(
                    name,
                    f"{name}.{each} is left out: {entry.left_out[each]}",
                    "take it out of the policy",
                )
            if each in instead:
                members[each] = instead[each]
                continue
            try:
                value = getattr(real, each)
            except AttributeError:
                if entry is not None and each in entry.names:
                    continue  # another CPython has it
                raise self._refused(
                    name, f"the module {name!r} has no {each!r}", "take it out of the policy"
                ) from None
            if isinstance(value, types.ModuleType) or each[:1] == "_":
                raise self._refused(
                    name, f"{name}.{each} is a module or private", "list public names"
                )
            members[each] = (
                self._guards.lend(value, makes=True) if issubclass(type(value), type) else value
            )
        return members

    def _refused(self, name: str, message: str, hint: str) -> ImportRefused:
        error = ImportRefused(message, rule=self.rule_of(name), hint=hint)
        error.name = name  # what programs print of an ImportError
        return error

    def rule_of(self, name: str) -> str:
        """Return the policy line that decides about a module, or about modules at all."""
        for listed in self._modules:
            if listed == name or listed.startswith(name + "."):
                return self._rule(f"module.{listed}", "") or self._rule("module", "")
        return self._rule("module", "")

    def names_of(self, name: str, wanted: str) -> str:
        """Return a hint: why a name is left out, which may have been meant, or some there are."""
        entry = CATALOGUE.get(name)
        if entry is not None and wanted in entry.left_out:
            return f"it is left out: {entry.left_out[wanted]}"
        found = sorted(self.members(name))
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        meant = closest(wanted, found)
        if meant:
            return f"did you mean {meant!r}?"
        return "the names it has: " + ", ".join(found[:_SHOWN]) + more if found else "it has none"

    def explain(self, error: AttributeError) -> AttributeError | None:
        """Return a better error for a name that a module of ours does not have.

        CPython's own AttributeError, raised by a plain read, says ``'module' object has no
        attribute 'x'`` and which object it was. None if the error is about something else.
        """
        if type(error) is not AttributeError or type(error.name) is not str:
            return None
        missing = error.name
        if type(error.obj) is Facade:
            for name, made in self._made.items():
                if made is error.obj and missing not in members_of(made):
                    return GuardRefused(
                        f"{name}.{missing} is not among the names this profile has"
                        f" of the module {name}",
                        rule=self.rule_of(name),
                        hint=self.names_of(name, missing),
                    )
        elif type(error.obj) is SessionModule:
            for name, sent in self.session.items():
                if sent is error.obj:
                    return AttributeError(f"module {name!r} has no attribute {missing!r}")
        return None

    def members(self, name: str) -> dict[str, object]:
        """Return the public names of a module of the session's or of a facade."""
        found = self.find(name)
        if isinstance(found, Facade):
            return dict(members_of(found))
        content: dict[str, object] = object.__getattribute__(found, "__dict__")
        return {key: value for key, value in content.items() if key[:1] != "_"}

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
            if name not in _INTERNAL:
                raise self._refused(
                    name,
                    f"the interpreter may not import {name!r} here",
                    "write it without what needs that module",
                )
            importlib.import_module(name)
            return None
        if not isinstance(fromlist, tuple) or not fromlist:
            found = self.find(name)
            while "." in name:  # the parts must be there for ``import a.b as c``
                name, _, last = name.rpartition(".")
                above = self.find(name)
                object.__getattribute__(above, "__dict__").setdefault(last, found)
                found = above
            return found
        found = self.find(name)
        if fromlist == ("*",):
            return self._starred(name, found)
        members = object.__getattribute__(found, "__dict__")
        for each in fromlist:
            if each not in members:
                dotted = f"{name}.{each}"
                if dotted in self.session:
                    members[each] = self.session[dotted]
                    continue
                if isinstance(found, SessionModule):
                    raise ImportError(f"cannot import name {each!r} from {name!r}")
                raise self._refused(
                    name,
                    f"{name}.{each} is not among the names this profile has of the module {name}",
                    self.names_of(name, each),
                )
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
            raise ImportRefused("__import__ takes no level here", hint="use the import statement")
        if not isinstance(name, str):
            raise TypeError("__import__() argument 1 must be str")
        wanted = tuple(exact_name(each) for each in fromlist)  # type: ignore[attr-defined]
        return self(str.__str__(name), fromlist=wanted)

    def _starred(self, name: str, found: Facade | SessionModule) -> Facade:
        """What ``import *`` takes its names from: exact ones only, whatever ``__all__`` holds."""
        content: dict[str, object] = object.__getattribute__(found, "__dict__")
        listed = content.get("__all__") if isinstance(found, SessionModule) else None
        if listed is None:
            return make_facade(
                {each: content[each] for each in content if each[:1] != "_" and each.isidentifier()}
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

    def absolute(self, name: str, importing: object, level: int) -> str:
        """The full name of what ``from ..name import`` means in a module with these globals."""
        own = importing.get("__name__") if type(importing) is dict else None
        if type(own) is not str or own not in self.session:
            raise ImportError("attempted relative import with no known parent package")
        is_package = any(each.startswith(own + ".") for each in self.session)
        parts = own.split(".")
        above = parts[: len(parts) - level + is_package]
        if not above:
            raise ImportError("attempted relative import beyond top-level package")
        return ".".join([*above, name] if name else above)
