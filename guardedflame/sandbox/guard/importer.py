"""``import`` in guarded code: facades of what the profile lists, and the session's own modules.

Invariant: what ``Importer`` returns has the names that the profile lists and the catalogue allows.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from guardedflame.errors import GuardRefused, ImportRefused
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.catalogue.libraries import ENTRIES, with_inside
from guardedflame.sandbox.guard.facade import Facade, SessionModule, make_facade, members_of
from guardedflame.sandbox.guard.imports import Imports
from guardedflame.sandbox.guard.library import Library
from guardedflame.sandbox.guard.suggestions import closest

Names = Literal["*"] | Sequence[str]

#: Names shown in a hint.
_SHOWN = 12


class Importer(Imports):
    """Makes facades on first use. One per session.

    Args:
        modules: module name to "*" (the catalogue's names) or to a list of names.
        library: this session's.
        rule: names the policy line that decides about modules.
    """

    def __init__(
        self, modules: Mapping[str, Names], library: Library, rule: Callable[[str, str], str]
    ) -> None:
        self._modules = with_inside(modules)
        self._library = library
        self._rule = rule
        self._made: dict[str, Facade] = {}
        self.session: dict[str, SessionModule] = {}

    def find(self, name: str) -> Facade | SessionModule:
        """Return the module of this dotted name, raise ImportRefused."""
        if name in self.session:
            return self.session[name]
        if name == "__main__":
            return self._library.main
        made = self._made.get(name)
        return self._library.journal.whole(self._make, name) if made is None else made

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
        inside = {
            each[len(name) + 1 :].partition(".")[0]
            for each in self._modules
            if each.startswith(name + ".") and not self._is_refused(each)
        }
        if names is None and name == "__future__":
            names = "*"
        if inside and names == "*" and self._is_refused(name):
            names = None  # a package of which a module is there
        if names is None and not inside:
            raise self._unlisted(name)
        members = {} if names is None else self._members(name, names)
        for each in inside:
            members[each] = self.find(f"{name}.{each}")
        made = make_facade(members)
        entry = CATALOGUE.get(name)
        if names is not None and entry is not None:
            self._library.tie(entry, made)
        self._library.journal.put(self._made, name, made)
        return made

    def _is_refused(self, name: str) -> bool:
        """Say if a module is left out whole, and the policy does not list names of it."""
        entry = CATALOGUE.get(name)
        return entry is not None and bool(entry.why) and self._modules[name] == "*"

    def _unlisted(self, name: str) -> ImportRefused:
        entry = CATALOGUE.get(name)
        if entry is not None and entry.why:
            return self._refused(name, _left_out(name, entry.why), entry.instead)
        return self._refused(
            name, f"the profile does not list the module {name!r}", self._modules_hint(name)
        )

    def _modules_hint(self, wanted: str) -> str:
        meant = closest(wanted, sorted({*self._modules, *self.session}))
        if meant:
            return f"did you mean {meant!r}?"
        known = sorted(self._modules)
        listed = ", ".join(known[:_SHOWN])
        more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
        return f"the modules it lists: {listed}{more}" if listed else "it lists no modules"

    def _members(self, name: str, names: Names) -> dict[str, object]:
        entry = CATALOGUE.get(name) or ENTRIES.get(name)
        if names == "*":
            if entry is None:
                raise self._refused(
                    name,
                    f"the module {name!r} is not in the catalogue, so '*' means nothing for it",
                    "list its names one by one",
                )
            if entry.why:
                raise self._refused(name, _left_out(name, entry.why), entry.instead)
            members = self._library.members(entry, entry.names)
            for each in entry.submodules:
                members[each.rpartition(".")[2]] = self._library.facade(each)
            return members
        instead = self._library.instead(name)
        real: types.ModuleType | None = None
        members = {}
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
            if real is None:
                real = self._library.real(name)
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
            members[each] = self._library.lent(value)
        return members

    def loaded(self) -> dict[str, object]:
        """Return the modules that were imported or sent, by name."""
        return {**self._made, **self.session}

    def _refused(self, name: str, message: str, hint: str) -> ImportRefused:
        error = ImportRefused(message, rule=self.rule_of(name), hint=hint)
        error.name = name  # what programs print of an ImportError
        return error

    def rule_of(self, name: str) -> str:
        """Return the policy line that decides about a module, or about modules at all."""
        listed = [each for each in self._modules if each == name or each.startswith(name + ".")]
        while "." in name and name in ENTRIES:  # what comes with a library is allowed by its line
            name = name.rpartition(".")[0]
            listed.append(name)
        found = (self._rule(f"module.{each}", "") for each in listed)
        return next(filter(None, found), self._rule("module", ""))

    def names_of(self, name: str, wanted: str) -> str:
        """Return a hint: why a name is left out, which may have been meant, or some there are."""
        entry = CATALOGUE.get(name) or ENTRIES.get(name)
        if entry is not None and wanted in entry.left_out:
            return f"it is left out: {entry.left_out[wanted]}"
        if entry is not None and entry.rest and wanted not in entry.names:
            return f"it is left out: {entry.rest}"
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

    def missing(self, name: str, each: str, found: Facade | SessionModule) -> object:
        """Return a module sent by the client, raise ImportRefused."""
        dotted = f"{name}.{each}"
        if dotted in self.session or dotted in self._modules:
            return self.find(dotted)
        if isinstance(found, SessionModule):
            raise ImportError(f"cannot import name {each!r} from {name!r}")  # noqa: TRY004
        raise self._refused(
            name,
            f"{name}.{each} is not among the names this profile has of the module {name}",
            self.names_of(name, each),
        )

    def bind(self, members: dict[str, object], name: str, value: object) -> None:
        """Set a name of a module; forget it if the running making is broken off."""
        self._library.journal.put(members, name, value)

    def own_import(self, name: str) -> bool:
        """Say if C code of a listed library may import this module."""
        return self._library.guards.own_import(name)

    def is_package(self, name: str) -> bool | None:
        """Say if a module the client sent is a package."""
        if name not in self.session:
            return None
        return any(each.startswith(name + ".") for each in self.session)


def _left_out(name: str, why: str) -> str:
    return f"the module {name!r} is left out: {why}"
