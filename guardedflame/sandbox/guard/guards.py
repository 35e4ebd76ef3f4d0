"""All guards of a session: what compiled code asks at run time where names do not decide.

Invariant: a class pattern binds by position only what could be read by name.
"""

from __future__ import annotations

from collections.abc import Callable, Set

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.classes import AbstractMeta, Classes, Form
from guardedflame.sandbox.guard.ownership import exact_name, refused, shown

__all__ = ["AbstractMeta", "Form", "Guards", "exact_name"]


class Guards(Classes):
    """The guards of one session; see ``ownership.Ownership`` for the arguments.

    The first methods answer as they do without libraries; see ``libraries.guards``.
    """

    def prepare(self, judged: Set[str]) -> None:
        """Make what compiled code that reads these names looks for."""

    def own_import(self, name: str) -> bool:
        """Say if C code of a library may import this module."""
        del name
        return False

    def copied(self, value: object, each: Callable[[object], object] | None) -> object:
        """Return a copy of a library's object, a deep one if ``each`` copies what is in it."""
        del each
        return value

    def builtins(self) -> dict[str, object]:
        """Return what stands in the table of builtins because of the libraries."""
        return {}

    def members(self, module: str) -> dict[str, object]:
        """Return what stands in a module's facade because of the libraries."""
        del module
        return {}

    def match_class(self, cls: object) -> object:
        """Allow a class in a positional pattern if the names it binds are plainly readable.

        CPython reads ``__match_args__`` from the class and then those attributes from the subject,
        which need not be an instance made by that class (``ABC.register``).
        """
        if not issubclass(type(cls), type):
            return cls  # CPython's own TypeError says it best
        # Out of the dictionaries: a descriptor could answer CPython with something else. The
        # metaclass comes first, as it does for CPython.
        arguments: object = ()
        order = (*order_of(type(cls)), *order_of(cls))  # type: ignore[arg-type]
        for each in order:
            if "__match_args__" in dictionary_of(each):
                arguments = dictionary_of(each)["__match_args__"]
                break
        if type(arguments) is not tuple or not all(
            type(each) is str and each[:1] != "_" and names.readable_plainly(each)
            for each in arguments
        ):
            raise refused("__match_args__", f"of {shown(cls)} names what is not readable")
        return cls
