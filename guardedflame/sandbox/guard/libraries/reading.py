"""Reads of attributes in a session whose profile lists numpy or pandas.

Invariant: a public attribute of a library's object or class is read only if the tables of
``catalogue`` allow it there, also through what answers for another object (methods, aliases,
``super``, weak proxies); no array of references is written to as bytes.
"""

from __future__ import annotations

import types
import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import HEAP, dictionary_of, flags_of, order_of
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.introspection import ALIASES
from guardedflame.sandbox.guard.libraries.classes import SINKS, LibraryClasses, Rules
from guardedflame.sandbox.guard.libraries.shields import RESERVED, Shields, without_shields
from guardedflame.sandbox.guard.library_classes import OpaqueMeta
from guardedflame.sandbox.guard.ownership import refused, shown
from guardedflame.sandbox.guard.services import Services

if TYPE_CHECKING:
    from guardedflame.sandbox.guard.libraries.guards import LibraryGuards

#: Types whose objects answer with attributes of another object, and those derived from them.
_FORWARDING = (
    types.MethodType,
    super,
    weakref.ProxyType,
    weakref.CallableProxyType,
    *ALIASES,
)

#: Special methods of a library's object that can be asked for by name.
_SPECIAL = names.SPECIAL_METHODS - {
    "__class_getitem__",
    "__del__",
    "__delattr__",
    "__delete__",
    "__dir__",
    "__fspath__",
    "__get__",
    "__getattr__",
    "__init__",
    "__init_subclass__",
    "__new__",
    "__post_init__",
    "__set__",
    "__set_name__",
    "__setattr__",
}
RULE = "guarded language: attributes of libraries"

#: Makes the session's version of an attribute of an object.
Version = Callable[["LibraryGuards", Any], object]


class Library(Protocol):
    """What a module of versions has."""

    @property
    def VERSIONS(self) -> Mapping[str, Mapping[str, Version]]:  # noqa: N802
        """Class as its ``Kind`` has it, to attribute, to what makes its value."""

    def members(self, module: str, guards: LibraryGuards) -> dict[str, object]:
        """Return what stands in the facade of a module of the library."""


class Reading(Guards):
    """The guards that read; see ``guards.LibraryGuards`` for the arguments."""

    def __init__(
        self,
        table: dict[str, object],
        stand_in: type,
        services: Services,
        classes: LibraryClasses,
        libraries: Sequence[Library],
    ) -> None:
        self.classes = classes
        self._rules: dict[type, Rules | None] = {}
        super().__init__(table, stand_in, services)
        self.table = table
        #: What the libraries' versions keep for this session, by name.
        self.kept: dict[str, Any] = {}
        self.vocabulary = names.Vocabulary(classes.judged, RESERVED)
        self._libraries = libraries
        self._versions = {
            kind: versions for each in libraries for kind, versions in each.VERSIONS.items()
        }
        self.shields = Shields(self)
        self._lent[types.SimpleNamespace] = self.shields.namespace

    def answers(self, cls: type, name: str) -> bool:
        """Say if each object of the class may be read plainly under this name."""
        if issubclass(cls, _FORWARDING) or issubclass(cls, type):
            return False
        rules = self.rules_of(cls)
        if rules is None:
            return name not in SINKS and not self._hooked(cls)
        if name in rules.plain:
            return name not in names.GUARDED_ATTRIBUTES
        return rules.sealed and name not in rules.defined

    def rules_of(self, cls: type) -> Rules | None:
        """Return the rules of a library's class; None for any other."""
        try:
            return self._rules[cls]
        except KeyError:
            pass
        ours = issubclass(type(cls), OpaqueMeta) or self.owns_instance_of(cls)
        found = None if ours or not self.classes.owns(cls) else self.classes.rules_of(cls)
        self._rules[cls] = found
        return found

    def _hooked(self, cls: type) -> bool:
        """Say if objects of a class that is nobody's can answer for other objects."""
        return any(
            "__getattr__" in dictionary_of(each)
            for each in order_of(cls)
            if flags_of(each) & HEAP and not self.owns_class(each)
        ) and not self.owns_instance_of(cls)

    def owns_instance_of(self, cls: type) -> bool:
        """Say if the class, or a base of it, was defined by this session's code."""
        return any(self.owns_class(each) for each in order_of(cls))

    # --- reading ---------------------------------------------------------------------------------

    def attribute(self, value: object, name: str) -> object:
        """Read an attribute by the language's rule; ``name`` is an exact str."""
        cls = type(value)
        if name[:1] == "_":
            self._judge_special(value, name)
            return super().attribute(value, name)
        if name not in self.vocabulary.judged and name not in names.GUARDED_ATTRIBUTES:
            return super().attribute(value, name)
        if issubclass(cls, _FORWARDING):
            return self._forwarded(value, name)
        if issubclass(cls, type):
            return self._of_class(value, name)  # type: ignore[arg-type]
        rules = self.rules_of(cls)
        if rules is not None:
            return self._of_library(value, name, rules)
        if name in SINKS:
            return self._sink(value, name)
        if self._hooked(cls) and not any(name in dictionary_of(each) for each in order_of(cls)):
            raise refused(name, f"of {shown(value)} is not readable")
        return super().attribute(value, name)

    def method(self, value: object, name: str) -> object:
        """Read a special method, one of ``names.LOOKED_UP``."""
        self._judge_special(value, name)
        return super().method(value, name)

    def _judge_special(self, value: object, name: str) -> None:
        if name not in names.SPECIAL_METHODS or name in _SPECIAL:
            return
        cls: Any = type(value)
        if self.rules_of(value if issubclass(cls, type) else cls) is not None:  # type: ignore[arg-type]
            raise refused(name, f"of {shown(value)} is not readable")

    def _of_library(self, value: object, name: str, rules: Rules) -> object:
        if name in rules.plain:
            return super().attribute(value, name)
        if name in rules.checked:
            version: Any = self._versions[rules.checked[name]][name]
            return version(self, value)
        absent = name not in rules.defined and name not in getattr(value, "__dict__", ())
        if absent and (rules.labels or not rules.hooked):
            return getattr(value, name)  # a label, or CPython's own AttributeError
        why = rules.why.get(name) or (
            f"is not among what was reviewed of {shown(value)}"
            if rules.kind
            else f"belongs to {shown(value)}, which nobody reviewed"
        )
        raise GuardRefused(
            f"{name!r} of {shown(value)} is left out: {why}"
            if name in rules.why
            else f"{name!r} {why}",
            rule=RULE,
            hint="docs/science.md lists what there is",
        )

    def _of_class(self, value: type, name: str) -> object:
        rules = self.rules_of(value)
        if rules is not None:
            if name not in rules.plain:
                raise refused(name, f"of {shown(value)} is not readable")
        elif name in SINKS:
            return self._sink(value, name)
        return super().attribute(value, name)

    def _forwarded(self, value: object, name: str) -> object:
        cls = type(value)
        if cls is super:
            rules = self.rules_of(super.__self_class__.__get__(value))  # type: ignore[attr-defined]
            if rules is not None and name not in rules.plain:
                raise refused(name, f"of {shown(value)} is not readable")
            return self._sink(value, name) if name in SINKS else super().attribute(value, name)
        if cls is types.MethodType:
            return self.attribute(value.__func__, name)  # type: ignore[attr-defined]
        if issubclass(cls, tuple(ALIASES)):
            return self.attribute(value.__origin__, name)  # type: ignore[attr-defined]
        # A weak proxy: it answers for its object, which only its bound methods name.
        return self.attribute(value.__dir__.__self__, name)  # type: ignore[attr-defined]

    def _sink(self, value: object, name: str) -> object:
        """Read what writes into a buffer; it must not be an array of references."""
        found = super().attribute(value, name)
        if self.owns_function(found) or self.owns_function(getattr(found, "__func__", None)):
            return found
        assert callable(found)

        def call(*args: object, **keywords: object) -> object:
            for each in (*args, *keywords.values()):
                self.no_references(each)
            return found(*args, **keywords)

        return call

    def no_references(self, value: object) -> None:
        """Refuse an array whose memory is references: written to as bytes, it crashes."""
        if self.rules_of(type(value)) is not None and getattr(
            getattr(value, "dtype", None), "hasobject", False
        ):
            raise GuardRefused(
                "the memory of an array of objects is references, which bytes would break",
                rule="guarded language: memory",
                hint="convert it with astype() first",
            )

    def variables(self, *value: object) -> dict[str, object]:
        """``vars(x)``; what is live is the dictionary of an object whose class has shields."""
        found = super().variables(*value)
        cls = type(value[0])
        if issubclass(cls, type):
            rules = self.rules_of(value[0])  # type: ignore[arg-type]
            if rules is not None:
                return {name: each for name, each in found.items() if name in rules.plain}
            return without_shields(found)
        if cls is types.SimpleNamespace or self.owns_instance(value[0]):
            # A descriptor's __set_name__ has the class before it was looked at.
            self.shields.put_on(cls)
            return found if self.shields.are_on(cls) else dict(found)
        return found
