"""The guards of a session whose profile lists numpy or pandas.

Invariant: a public attribute of a library's object or class is read only if the tables of
``catalogue`` allow it there; nothing the session defines answers to the names by which numpy takes
memory from an object, or by which a library takes an object for its own.

What a client holds are the library's own objects, no proxies. A *judged* name compiles to
``x.name`` on an ``x`` whose type is in the set of those that answer it plainly; ``see`` fills it.
"""

from __future__ import annotations

import struct
import sys
from abc import ABCMeta
from collections.abc import Callable, Sequence, Set
from typing import Any

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import HEAP, dictionary_of, flags_of, order_of
from guardedflame.sandbox.guard.enums import PlainEnumType
from guardedflame.sandbox.guard.facade import Facade, SessionModule
from guardedflame.sandbox.guard.libraries.classes import SINKS, LibraryClasses, Rules
from guardedflame.sandbox.guard.libraries.lending import (
    COPY,
    Settable,
    lend_class,
    lend_memoryview,
    pattern_class,
)
from guardedflame.sandbox.guard.libraries.reading import RULE, Library, Reading
from guardedflame.sandbox.guard.libraries.shields import ABSENT, RESERVED, without_shields
from guardedflame.sandbox.guard.library_classes import OpaqueMeta
from guardedflame.sandbox.guard.ownership import refused, shown
from guardedflame.sandbox.guard.services import Services
from guardedflame.sandbox.guard.writes import asking

_SEEDS = (str, bytes, int, float, bool, list, dict, set, tuple, frozenset, Facade, SessionModule)
_BASE = 1 << 10  # Py_TPFLAGS_BASETYPE


class LibraryGuards(Reading):
    """The guards of one session; see ``ownership.Ownership`` for the other arguments.

    Args:
        table: the session's builtins.
        stand_in: what client code has for ``type``.
        services: what the session has beside its code.
        classes: what is known of the libraries the profile lists.
        libraries: the session's versions of what the tables and the catalogue call checked.
    """

    def __init__(
        self,
        table: dict[str, object],
        stand_in: type,
        services: Services,
        classes: LibraryClasses,
        libraries: Sequence[Library],
    ) -> None:
        super().__init__(table, stand_in, services, classes, libraries)
        self._answering: dict[str, set[type]] = {}
        self._lent[memoryview] = lend_memoryview(self)

    def open(self, *args: object, **keywords: object) -> Any:
        """Call the session's ``open``, which is a refusal where the profile says so."""
        function = self.table["open"]
        assert callable(function)
        return function(*args, **keywords)

    def own_import(self, name: str) -> bool:
        """Say if C code of a library may import this module: one of its own that is loaded."""
        return name in sys.modules and name.partition(".")[0] in self.classes.packages

    def copied(self, value: object, each: Callable[[object], object] | None) -> object:
        """Return a copy of a library's object, a deep one if ``each`` copies what is in it."""
        rules = self.rules_of(type(value))
        if rules is None or rules.kind is None:
            return value
        version = self._versions.get(rules.kind.cls, {}).get(COPY)
        if version is None:
            immutable = rules.kind.as_is or "copy" not in rules.plain
            return value if immutable else value.copy()  # type: ignore[attr-defined]
        copy: Any = version(self, value)
        return copy(each)

    def builtins(self) -> dict[str, object]:
        """Return what stands in the table of builtins because of the libraries."""
        directory: Any = self.table["dir"]

        def named(*value: object) -> list[str]:
            """``dir()``, without what shields the session's objects."""
            return [name for name in directory(*value) if name not in ABSENT]

        return {
            names.SEE: self.see,
            names.MATCH_KEYWORDS: self.match_keywords,
            "memoryview": self._lent[memoryview],
            "dir": named,
        }

    def members(self, module: str) -> dict[str, object]:
        """Return what stands in a module's facade because of the libraries."""
        if module == "types":
            return {"SimpleNamespace": self.shields.namespace}
        if module == "struct":
            return {"pack_into": self._sink(struct, "pack_into")}
        found: dict[str, object] = {}
        for library in self._libraries:
            found |= library.members(module, self)
        return found

    # --- what compiled code asks -----------------------------------------------------------------

    def prepare(self, judged: Set[str]) -> None:
        """Put what compiled code that reads these names looks for into the builtins."""
        for name in judged - self._answering.keys():
            seeds = (Facade, SessionModule) if name in SINKS else _SEEDS
            answering = set[type](seeds)
            self.namespaces.define(names.answering(name), answering)
            self.namespaces.define(names.seeing(name), _looker(answering, self.see, name))
            self._answering[name] = answering  # last: broken off before, it is prepared anew

    def see(self, value: object, name: str) -> object:
        """Return what stands before the dot: the object, or what asks for its attribute."""
        cls = type(value)
        if self.answers(cls, name):
            self._answering[name].add(cls)
            return value
        return asking(self, value)

    # --- writing ---------------------------------------------------------------------------------

    def write(self, value: object) -> object:
        """Return the object if its attributes may be set, else raise GuardRefused."""
        return value if issubclass(type(value), Settable) else super().write(value)

    def to_write(self, value: object, read: str = "") -> object:
        """Return what stands before the dot of a write: what judges each name, for libraries."""
        cls = type(value)
        if cls not in self.pure and (issubclass(cls, type) or self.rules_of(cls) is not None):
            return asking(self, value)
        return super().to_write(value, read)

    def set_attribute(self, value: object, name: str, content: object) -> None:
        """Guarded ``setattr``."""
        if self.rules_of(type(value)) is None:
            super().set_attribute(value, name, content)
        else:
            self.assign(value, self._writable(name), content)

    def assign(self, value: object, name: str, content: object) -> None:
        """Set an attribute if it may be; ``name`` is an exact str that the compiler judged."""
        rules = self.rules_of(type(value))
        if name in RESERVED:
            raise refused(name, "cannot be set")
        if rules is None or (name not in rules.assign and not rules.sealed):
            super().assign(value, name, content)
        elif name in rules.assign:
            setattr(value, name, content)
        elif name in rules.defined or name[:1] == "_" or not self._label(value, name):
            raise GuardRefused(
                f"the attribute {name!r} of {shown(value)} cannot be set",
                rule="guarded language: writes",
                hint=f"write x[{name!r}] = ... for a column",
            )
        else:
            value[name] = content  # type: ignore[index]

    def _label(self, value: object, name: str) -> bool:
        axis = value.columns if hasattr(type(value), "columns") else value.index  # type: ignore[attr-defined]
        return name in axis

    # --- classes ---------------------------------------------------------------------------------

    def lend(self, cls: type, *, makes: bool | Callable[..., object] = False) -> type:
        """Return a class as the client may hold it; a library's is opaque, but for scalar types."""
        rules = self.rules_of(cls)
        if rules is None:
            return super().lend(cls, makes=makes)
        found = self._lent.get(cls)
        if found is None:
            found = self._lent[cls] = self._lend(cls, rules)
            if rules.kind is not None and rules.kind.made:
                self._makes[cls] = cls
        return found

    def _lend(self, cls: type, rules: Rules) -> type:
        if issubclass(cls, type):
            return self._stand_in
        if issubclass(cls, BaseException) or (rules.kind is not None and rules.kind.as_is):
            return cls
        return lend_class(self, cls, rules, self._versions, self._makes)

    def _made(self, made: object) -> object:
        """The new class answers to no name by which a library takes memory from an object."""
        if issubclass(type(made), type):
            self.shields.put_on(made)  # type: ignore[arg-type]
        return made

    def _judged(self, namespace: object, bases: tuple[object, ...]) -> dict[str, object]:
        """A class that is made anew of another one's names does not take the shields with it."""
        if type(namespace) is dict:
            namespace = without_shields(namespace)
        return super()._judged(namespace, bases)

    def _member(self, name: str, value: object) -> object:
        if name in RESERVED:
            raise refused(name, "cannot be defined in a class: a library gives it a meaning")
        return super()._member(name, value)

    def _may_be_base(self, base: type) -> bool:
        return (
            not issubclass(type(base), OpaqueMeta)
            and self.rules_of(base) is None
            and super()._may_be_base(base)
        )

    def match_class(self, cls: object) -> object:
        """Allow a class in a positional pattern, or what stands for it; see ``patterns``."""
        super().match_class(cls)
        if not issubclass(type(cls), type):
            return cls
        for each in (*order_of(type(cls)), *order_of(cls)):  # type: ignore[arg-type]
            if "__match_args__" in dictionary_of(each):
                positional = dictionary_of(each)["__match_args__"]
                assert isinstance(positional, tuple)
                return self._pattern(cls, positional, positional)  # type: ignore[arg-type]
        return cls

    def match_keywords(self, cls: object, *judged: str) -> object:
        """Allow a class in a pattern that reads judged names, or what stands for it."""
        if not issubclass(type(cls), type):
            return cls  # CPython's own TypeError says it best
        return self._pattern(cls, (), judged)  # type: ignore[arg-type]

    def _pattern(self, cls: type, positional: tuple[str, ...], read: tuple[str, ...]) -> type:
        judged = self.vocabulary.judged & set(read)
        final = not flags_of(cls) & (HEAP | _BASE)
        # Anything can be registered as an instance of an abstract class.
        own = (
            self.owns_class(cls)
            and (type(cls) in {type, PlainEnumType} or self.is_metaclass(type(cls)))
            and not issubclass(type(cls), ABCMeta)
        )
        if not judged or final or own:
            return cls

        def check(value: object) -> bool:
            if not isinstance(value, cls):
                return False
            for name in judged:
                if not self.answers(type(value), name):
                    raise GuardRefused(
                        f"{name!r} of {shown(value)} cannot be read by a pattern",
                        rule=RULE,
                        hint="capture the object and read it in the case's body",
                    )
            return True

        return pattern_class(cls, positional, check)


def _looker(
    answering: set[type], see: Callable[[object, str], object], name: str
) -> Callable[[object], object]:
    def look(value: object) -> object:
        return value if type(value) in answering else see(value, name)

    return look
