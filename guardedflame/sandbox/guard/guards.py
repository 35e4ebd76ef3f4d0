"""All guards of a session: what compiled code asks at run time where names do not decide.

Invariant: a class statement neither defines nor chooses a metaclass, and no base class answers for
another; with that, ``ownership`` can believe what it reads.
"""

from __future__ import annotations

import builtins
import types
import typing
from abc import ABCMeta
from collections.abc import Callable, Mapping

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.attributes import Attributes
from guardedflame.sandbox.guard.enums import PlainEnumType
from guardedflame.sandbox.guard.library_classes import BASES
from guardedflame.sandbox.guard.ownership import (
    dictionary_of,
    exact_name,
    order_of,
    refused,
    shown,
)

__all__ = ["AbstractMeta", "Form", "Guards", "exact_name"]

#: What may stand among the bases without being a class.
_ALIASES = frozenset(
    {types.GenericAlias}
    | {each for each in vars(typing).values() if type(each) is type and "Alias" in each.__name__}
)
_FORMS: Mapping[str, object] = types.MappingProxyType(
    {"NamedTuple": typing.NamedTuple, "TypedDict": typing.TypedDict}
)
_FORM_CLASSES = types.resolve_bases(_FORMS.values())


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
                type(base) not in _ALIASES
                and type(base) is not Form
                and not issubclass(type(base), type)
            ):
                raise refused(shown(base), "cannot be a base class")
        if "_root" in keywords:
            raise refused("_root", "is for the library's own classes")
        bases = tuple(_FORMS[base.name] if type(base) is Form else base for base in bases)
        for base in types.resolve_bases(bases):
            if not issubclass(type(base), type) or not self._may_be_base(base):
                raise GuardRefused(
                    f"{shown(base)} cannot be a base class",
                    rule="guarded language: classes",
                    hint="hold an object of it in an attribute; docs/language.md lists the bases",
                )
        return _build_class(body, name, *bases, **keywords)

    def _may_be_base(self, base: type) -> bool:
        return (
            self.owns_class(base)
            or base in BASES
            or type(base) is PlainEnumType
            or base in _FORM_CLASSES
            or (issubclass(base, BaseException) and type(base) is type)
        )


class AbstractMeta:
    """Stands for ``abc.ABCMeta`` after ``metaclass=``; the metaclass itself is not handed out."""


_build_class: Callable[..., object] = builtins.__build_class__
