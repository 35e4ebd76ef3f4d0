"""All guards of a session: what compiled code asks at run time where names do not decide.

Invariant: a class statement neither defines nor chooses a metaclass, and no base class answers for
another; with that, ``ownership`` can believe what it reads.
"""

from __future__ import annotations

import builtins
import sys
import types
import typing
from abc import ABCMeta
from collections.abc import Callable, Mapping

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.attributes import Attributes
from guardedflame.sandbox.guard.enums import PlainEnumType
from guardedflame.sandbox.guard.introspection import ALIASES
from guardedflame.sandbox.guard.library_classes import BASES
from guardedflame.sandbox.guard.ownership import (
    dictionary_of,
    exact_name,
    order_of,
    refused,
    shown,
)

__all__ = ["AbstractMeta", "Form", "Guards", "exact_name"]

_FORMS: Mapping[str, object] = types.MappingProxyType(
    {"NamedTuple": typing.NamedTuple, "TypedDict": typing.TypedDict}
)
_FORM_CLASSES = types.resolve_bases(_FORMS.values())


#: ``except*`` calls ``split`` of a group and, on CPythons before these, believes that it returns a
#: tuple (CVE-2025-22153). The groups' own does; one of a client's class need not.
_SPLIT_IS_CHECKED = (3, 12, 9) <= sys.version_info < (3, 13) or sys.version_info >= (3, 13, 2)


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


class Guards(Attributes):
    """The guards of one session; see ``ownership.Ownership`` for the arguments."""

    def match_class(self, cls: object) -> object:
        """Allow a class in a positional pattern if the names it binds are plainly readable.

        CPython reads ``__match_args__`` from the class and then those attributes from the subject,
        which need not be an instance made by that class (``ABC.register``).
        """
        if not issubclass(type(cls), type):
            return cls  # CPython's own TypeError says it best
        # Out of the dictionaries: a descriptor could answer CPython with something else.
        arguments: object = ()
        for each in order_of(cls):  # type: ignore[arg-type]
            if "__match_args__" in dictionary_of(each):
                arguments = dictionary_of(each)["__match_args__"]
                break
        if type(arguments) is not tuple or not all(
            type(each) is str and each[:1] != "_" and names.readable_plainly(each)
            for each in arguments
        ):
            raise refused("__match_args__", f"of {shown(cls)} names what is not readable")
        return cls

    def build_class(
        self, body: Callable[[], object], name: str, *bases: object, **keywords: object
    ) -> object:
        """``class``: metaclasses are neither defined nor chosen, but for the abstract one."""
        if "metaclass" in keywords:
            if keywords.pop("metaclass") is not AbstractMeta:
                raise GuardRefused(
                    "metaclass= is not accepted",
                    rule="guarded language: classes",
                    hint="use __init_subclass__, a class decorator, or abc.ABC",
                )
            keywords["metaclass"] = ABCMeta
        for base in bases:
            # Only typing's own answer to __mro_entries__ is believed to be the same twice.
            if (
                type(base) not in ALIASES
                and type(base) is not Form
                and not issubclass(type(base), type)
            ):
                raise refused(shown(base), "cannot be a base class")
        for keyword in keywords:
            if exact_name(keyword)[:1] == "_" or not keyword.isidentifier():
                raise refused(keyword, "is no keyword of a class statement here")
        bases = tuple(_FORMS[base.name] if type(base) is Form else base for base in bases)
        for base in types.resolve_bases(bases):
            if base in {BaseExceptionGroup, ExceptionGroup} and not _SPLIT_IS_CHECKED:
                raise GuardRefused(
                    f"{shown(base)} cannot be a base class on this CPython (CVE-2025-22153)",
                    rule="guarded language: classes",
                    hint="hold the group in an attribute, or ask for CPython 3.12.9 or 3.13.2",
                )
            if not issubclass(type(base), type) or not self._may_be_base(base):
                raise GuardRefused(
                    f"{shown(base)} cannot be a base class",
                    rule="guarded language: classes",
                    hint="hold an object of it in an attribute; docs/language.md lists the bases",
                )
        return _build_class(body, name, *bases, **keywords)

    def hook(self, name: str) -> Callable[[object], object]:
        """Return the decorator the compiler puts on a definition of one of ``names.HOOKS``."""

        def decorate(made: object) -> object:
            if name == "__subclasshook__":
                return self._lending(made)
            if not callable(made):
                raise TypeError(f"{name} must be a function")
            function = made

            def ask(self: object, attribute: str, /) -> object:
                if names.is_dunder(attribute) and attribute not in names.SPECIAL_METHODS:
                    # By these the interpreter and libraries ask what an object is.
                    return _attribute_of(self, attribute)
                return function(self, attribute)

            ask.__name__ = ask.__qualname__ = name
            ask.__doc__ = getattr(function, "__doc__", None)
            return ask

        return decorate

    def _lending(self, made: object) -> object:
        function = made.__func__ if type(made) is classmethod else None
        if function is None:
            raise TypeError("__subclasshook__ must be a classmethod")

        def ask(cls: type, other: type, /) -> object:
            return function(cls, self.lend(other))

        return classmethod(ask)

    def _may_be_base(self, base: type) -> bool:
        return (
            self.owns_class(base)
            or base in BASES
            or type(base) is PlainEnumType
            or base in _FORM_CLASSES
            or (
                issubclass(base, BaseException)
                and type(base) is type
                and (_SPLIT_IS_CHECKED or not issubclass(base, BaseExceptionGroup))
            )
        )


class AbstractMeta:
    """Stands for ``abc.ABCMeta`` after ``metaclass=``; the metaclass itself is not handed out."""


_build_class: Callable[..., object] = builtins.__build_class__
_attribute_of: Callable[[object, str], object] = object.__getattribute__
