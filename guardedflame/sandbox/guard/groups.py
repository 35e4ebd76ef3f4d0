"""Groups of exceptions on CPythons that believe what ``split`` returns (CVE-2025-22153).

Invariant: a client's group is split by ``BaseExceptionGroup.split``, whatever its class, its bases
or its own dictionary hold, from the moment its class exists.

``except*`` calls ``split`` of the group and, before CPython 3.12.9 and 3.13.2, takes the result for
a tuple without looking.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, NoReturn

SPLIT_IS_CHECKED = (3, 12, 9) <= sys.version_info < (3, 13) or sys.version_info >= (3, 13, 2)


class _Split:
    """``split`` of a group, and of no other make: an object's own dictionary is not asked."""

    def __get__(self, group: BaseExceptionGroup[Any] | None, owner: type | None = None) -> object:
        return BaseExceptionGroup.split if group is None else _split_of(group)

    def __set__(self, group: BaseExceptionGroup[Any], value: object) -> NoReturn:
        raise AttributeError("'split' of a group cannot be set")


class GroupType(type):
    """The metaclass of a client's groups where ``split`` is believed."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], space: dict[str, object], /, **keywords: object
    ) -> type:
        """Give the class the group's own ``split`` before any code can see the class."""
        return type.__new__(cls, name, bases, {**space, "split": _Split()}, **keywords)


_split_of: Callable[[BaseExceptionGroup[Any]], object] = BaseExceptionGroup.__dict__[
    "split"
].__get__
