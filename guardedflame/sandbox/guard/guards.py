"""All guards of a session: what compiled code asks at run time where names do not decide.

Invariant: a class statement neither defines nor chooses a metaclass, and no base class answers for
another; with that, ``ownership`` can believe what it reads.
"""

from __future__ import annotations

import builtins
import dataclasses
import types
import typing
from abc import ABCMeta
from collections.abc import Callable

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.attributes import Attributes
from guardedflame.sandbox.guard.ownership import exact_name, refused, shown

__all__ = ["AbstractMeta", "Guards", "exact_name"]

#: Never base classes: a metaclass could lie to the set of pure classes, a Field of the client's own
#: would put its name, as text, into the code that dataclass generates.
_SEALED = (type, dataclasses.Field)
#: What may stand among the bases without being a class.
_ALIASES = frozenset(
    {types.GenericAlias}
    | {each for each in vars(typing).values() if type(each) is type and "Alias" in each.__name__}
)
_FUNCTION_BASES = (typing.NamedTuple, typing.TypedDict)


class Guards(Attributes):
    """The guards of one session; see ``ownership.Ownership`` for the arguments."""

    def match_class(self, cls: object) -> object:
        """Allow a class in a positional pattern if the names it binds are plainly readable.

        CPython reads ``__match_args__`` from the class and then those attributes from the subject,
        which need not be an instance made by that class (``ABC.register``).
        """
        if not issubclass(type(cls), type):
            return cls  # CPython's own TypeError says it best
        arguments: object = getattr(cls, "__match_args__", ())
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
                and not any(base is each for each in _FUNCTION_BASES)
                and not issubclass(type(base), type)
            ):
                raise refused(shown(base), "cannot be a base class")
        for base in types.resolve_bases(bases):
            if (
                not issubclass(type(base), type)
                or base is self._stand_in
                or issubclass(base, _SEALED)
            ):
                raise refused(shown(base), "cannot be a base class")
        return _build_class(body, name, *bases, **keywords)


class AbstractMeta:
    """Stands for ``abc.ABCMeta`` after ``metaclass=``; the metaclass itself is not handed out."""


_build_class: Callable[..., object] = builtins.__build_class__
