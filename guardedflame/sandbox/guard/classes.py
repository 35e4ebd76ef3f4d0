"""How classes are made: by a class statement, by ``type(name, bases, dict)``, by a metaclass.

Invariant: a class has bases from a closed list, a metaclass that compares by identity and defines
nothing by which isinstance or a set of classes would believe it, and no name that a class body
could not have bound; with that, ``ownership`` can believe what it reads.
"""

from __future__ import annotations

import builtins
import types
import typing
from abc import ABCMeta
from collections.abc import Callable, Mapping
from typing import cast

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.attributes import Attributes
from guardedflame.sandbox.guard.class_bodies import Making, judge, makes_dates
from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.enums import PlainEnumType
from guardedflame.sandbox.guard.groups import SPLIT_IS_CHECKED, GroupType
from guardedflame.sandbox.guard.introspection import ALIASES
from guardedflame.sandbox.guard.library_classes import BASES
from guardedflame.sandbox.guard.ownership import exact_name, refused, shown

_RULE = "guarded language: classes"

_FORMS: Mapping[str, object] = types.MappingProxyType(
    {"NamedTuple": typing.NamedTuple, "TypedDict": typing.TypedDict}
)
_FORM_CLASSES = types.resolve_bases(_FORMS.values())

#: What a metaclass may not define: by these a class would answer for what it is, or see the names
#: of a class body before they are judged.
_NOT_IN_METACLASSES = frozenset(
    {
        "__eq__",
        "__ne__",
        "__hash__",
        "__getattribute__",
        "__setattr__",
        "__delattr__",
        "__del__",
        "__subclasshook__",
        "__slots__",
        "__get__",
        "__set__",
        "__delete__",
        "__init_subclass__",
        "__match_args__",
        "__set_name__",
        "mro",
    }
)

#: What the compiler puts into the namespace of a class body, and the type it has.
_COMPILED: Mapping[str, type] = types.MappingProxyType(
    {
        "__module__": str,
        "__qualname__": str,
        "__annotations__": dict,
        "__classcell__": types.CellType,
        "__orig_bases__": tuple,
        "__type_params__": tuple,
        "__firstlineno__": int,
        "__static_attributes__": tuple,
    }
)


class AbstractMeta:
    """Stands for ``abc.ABCMeta`` after ``metaclass=``; the metaclass itself is not handed out."""


class Form:
    """``NamedTuple`` and ``TypedDict``, for class statements."""

    __slots__ = ("_call", "name")

    def __init__(self, name: str, call: Callable[..., object]) -> None:
        """Stand for a name of typing; ``call`` is its functional form."""
        self.name = name
        self._call = call

    def __call__(self, *args: object, **keywords: object) -> object:
        """Make a class by the functional form."""
        return self._call(*args, **keywords)

    def __repr__(self) -> str:
        return f"typing.{self.name}"


class Classes(Attributes):
    """The guards that make classes; see ``ownership.Ownership`` for the arguments."""

    def build_class(
        self, body: Callable[[], object], name: str, /, *bases: object, **keywords: object
    ) -> object:
        """``class``; raises GuardRefused."""
        real = self._bases(bases)
        given = self._keywords(keywords)
        # All names that the body stores, and those it reads: they are looked at before the class
        # exists, for it is shown to code of the client's while it is made.
        self._fits(real, given, frozenset(body.__code__.co_names))
        resolved = cast("tuple[type, ...]", types.resolve_bases(real))
        given["metaclass"] = Making(self, cast("type", given.get("metaclass", type)), resolved)
        return self._made(_build_class(body, name, *real, **given))

    def new_class(
        self,
        name: object,
        bases: object = (),
        namespace: object = (),
        keywords: Mapping[str, object] | None = None,
    ) -> type:
        """Make a class of a dictionary whose names a class body could have bound."""
        if type(bases) is not tuple:
            raise TypeError("type() argument 2 must be tuple")
        real = self._bases(bases)
        content = self._judged(namespace, real)
        given = self._keywords(dict(keywords or {}))
        self._fits(real, given, frozenset(content))
        made = types.new_class(exact_name(name), real, given, lambda space: space.update(content))
        self._made(made)
        return made

    def _bases(self, bases: tuple[object, ...]) -> tuple[object, ...]:
        for base in bases:
            # Only typing's own answer to __mro_entries__ is believed to be the same twice.
            if (
                type(base) not in ALIASES
                and type(base) is not Form
                and not issubclass(type(base), type)
            ):
                raise refused(shown(base), "cannot be a base class")
        real = tuple(
            _FORMS[base.name]
            if type(base) is Form
            else self.metaclass
            if base is self._stand_in
            else base
            for base in bases
        )
        for base in types.resolve_bases(real):
            if not issubclass(type(base), type) or not self._may_be_base(base):
                raise GuardRefused(
                    f"{shown(base)} cannot be a base class",
                    rule=_RULE,
                    hint="hold an object of it in an attribute; docs/language.md lists the bases",
                )
        return real

    def _may_be_base(self, base: type) -> bool:
        return (
            self.owns_class(base)
            or base in BASES
            or base in self.bases
            or base is self._metaclass
            or type(base) is PlainEnumType
            or base in _FORM_CLASSES
            or (issubclass(base, BaseException) and type(base) is type)
        )

    def _keywords(self, keywords: dict[str, object]) -> dict[str, object]:
        # A key that is no exact str could be one thing now and "metaclass" later.
        keywords = {exact_name(keyword): value for keyword, value in keywords.items()}
        for keyword in keywords:
            if keyword[:1] == "_" or not keyword.isidentifier():
                raise refused(keyword, "is no keyword of a class statement here")
        if "metaclass" in keywords:
            given = keywords["metaclass"]
            if given is AbstractMeta:
                keywords["metaclass"] = ABCMeta
            elif given is self._stand_in:
                del keywords["metaclass"]
            elif not self.is_metaclass(given):
                raise GuardRefused(
                    f"{shown(given)} cannot be a metaclass here",
                    rule=_RULE,
                    hint="derive the metaclass from type, or use __init_subclass__ or abc.ABC",
                )
        return keywords

    # --- metaclasses -----------------------------------------------------------------------------

    def _make_metaclass(self) -> type[type]:
        """Return what the session's metaclasses derive from instead of ``type``."""
        guards = self

        def new(
            meta: type[type],
            name: object,
            bases: tuple[type, ...] = (),
            namespace: object = (),
            /,
            **keywords: object,
        ) -> type:
            if not guards.is_metaclass(meta):
                raise TypeError("type.__new__(X): X is not a metaclass of the session")
            real = cast("tuple[type, ...]", guards._bases(bases))
            content = guards._judged(namespace, real)
            if makes_dates(real):
                raise refused(shown(real[0]), "cannot have a metaclass of the session")
            given = guards._keywords(keywords)
            guards._fits(real, {"metaclass": meta}, frozenset(content))
            made: type = type.__new__(meta, exact_name(name), real, content, **given)
            guards._made(made)
            return made

        return type("type", (type,), {"__module__": "builtins", "__new__": new})

    def _fits(
        self, bases: tuple[object, ...], keywords: dict[str, object], bound: frozenset[str]
    ) -> None:
        """Refuse names and bases that a metaclass or a group of exceptions may not have."""
        classes = [base for base in types.resolve_bases(bases) if issubclass(type(base), type)]
        if any(issubclass(base, type) for base in classes):
            for base in classes:
                if base is not self._metaclass and not self.is_metaclass(base):
                    raise refused(shown(base), "cannot be a base of a metaclass")
            for name in sorted(bound & _NOT_IN_METACLASSES):
                raise GuardRefused(
                    f"{name!r} cannot be defined in a metaclass",
                    rule=_RULE,
                    hint="a metaclass defines __new__, __init__, __call__ and plain methods",
                )
        if SPLIT_IS_CHECKED or not any(issubclass(base, BaseExceptionGroup) for base in classes):
            return
        hidden = {
            name
            for base in classes
            for each in order_of(base)
            if self.owns_class(each)
            for name in dictionary_of(each)
        }
        for name in sorted((bound & {"split"}) | ((bound | hidden) & {"__getattribute__"})):
            raise GuardRefused(
                f"a group's class cannot define {name!r} on this CPython (CVE-2025-22153)",
                rule=_RULE,
                hint="define derive, or ask for CPython 3.12.9 or 3.13.2",
            )
        if keywords.setdefault("metaclass", GroupType) is not GroupType:
            raise refused("metaclass", "of a group's class cannot be chosen on this CPython")

    def _judged(self, namespace: object, bases: tuple[object, ...]) -> dict[str, object]:
        """Return a copy of what is to be a class's dictionary; raises GuardRefused."""
        if not isinstance(namespace, dict | types.MappingProxyType):
            raise TypeError("a class needs a dict of its names")
        content: dict[str, object] = {}
        given = dict.copy(namespace) if isinstance(namespace, dict) else dict(namespace)
        for name, value in given.items():
            if type(name) is not str:
                raise refused(shown(name), "is no name")
            if name == names.MARK:
                continue
            content[name] = self._member(name, value)
        content[names.MARK] = self.token
        content.setdefault("__module__", self.namespaces.module_name())
        judge(self, cast("tuple[type, ...]", types.resolve_bases(bases)), content)
        return content

    def _made(self, made: object) -> object:
        """Return what a class statement made; see ``libraries.guards``."""
        return made

    def _member(self, name: str, value: object) -> object:
        if name in names.HOOKS:
            return value if self._is_hook(value, name) else self.hook(name)(value)
        if name in _COMPILED:
            if type(value) is _COMPILED[name]:
                return value
        elif names.is_bindable(name) and name not in names.INTERNAL_ATTRIBUTES:
            if not names.is_dunder(name):
                return value
            if name in names.DEFINABLE or name in names.CLASS_DATA:
                return value
        raise GuardRefused(
            f"{name!r} cannot be defined in a class",
            rule=_RULE,
            hint="the special methods a class may define are in docs/language.md",
        )

    # --- hooks -----------------------------------------------------------------------------------

    def hook(self, name: str) -> Callable[[object], object]:
        """Return the decorator the compiler puts on a definition of one of ``names.HOOKS``."""

        def decorate(made: object) -> object:
            if name == "__subclasshook__":
                return self._lending(made)
            if not callable(made):
                raise TypeError(f"{name} must be a function")
            function = made
            self_owns, reserved = self.owns_instance, self.vocabulary.reserved

            def ask(self: object, attribute: str, /) -> object:
                attribute = exact_name(attribute)
                if attribute in reserved or (
                    names.is_dunder(attribute) and attribute not in names.SPECIAL_METHODS
                ):
                    # By these the interpreter and libraries ask what an object is. Nobody else
                    # gets more here than the two that the interpreter cannot do without.
                    # Of a class nobody asks it: that has both, and no such hook of a client's.
                    answered = attribute in {"__class__", "__dict__"} and self_owns(self)
                    if answered and not issubclass(type(self), type):
                        return _attribute_of(self, attribute)
                    raise AttributeError(
                        f"{type(self).__name__!r} object has no attribute {attribute!r}"
                    )
                return function(self, attribute)

            ask.__name__ = ask.__qualname__ = name
            ask.__doc__ = getattr(function, "__doc__", None)
            self.hooks[ask] = name
            return ask

        return decorate

    def _is_hook(self, value: object, name: str) -> bool:
        if name == "__subclasshook__":
            value = value.__func__ if type(value) is classmethod else None
        return type(value) is types.FunctionType and self.hooks.get(value) == name

    def _lending(self, made: object) -> object:
        function = made.__func__ if type(made) is classmethod else None
        if function is None:
            raise TypeError("__subclasshook__ must be a classmethod")

        def ask(cls: type, other: type, /) -> object:
            if self.extends_abstract(cls) and not self.owns_class(other):
                return NotImplemented  # the library's class would remember the answer, for all
            return function(cls, self.lend(other))

        self.hooks[ask] = "__subclasshook__"
        return classmethod(ask)


_build_class: Callable[..., object] = builtins.__build_class__
_attribute_of: Callable[[object, str], object] = object.__getattribute__
