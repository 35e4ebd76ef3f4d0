"""Classes made of typed scalar fields: whole columns are checked, written and read in C.

Invariant: an object is built only from fields of exactly the declared types, by calling its class,
so that the class's own checks run; one with other fields does not leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Final, Generic, TypeVar

import msgspec

from guardedflame.errors import ValueRefused

T = TypeVar("T")

_TYPES: Final = frozenset({bool, int, float, str, bytes})


class Fields(Generic[T]):
    """Both converters of such a class, for `Registry.register`.

    Lists of objects then travel column by column, without a Python call per object but the class's
    own `__init__`::

        point = Fields(Point, x=int, y=float, name=str)
        registry.register("acme.Point", Point, to_state=point.state, from_state=point)
    """

    __slots__ = ("_decode", "_getters", "_make", "_types")

    def __init__(self, make: Callable[..., T], **types: type) -> None:
        """Take what builds an object of its fields, and the fields in that order.

        Args:
            make: called with the fields by position; usually the class.
            types: attribute name to its exact type: bool, int, float, str or bytes.

        Raises:
            ValueError: no field, or a field of another type.
        """
        if not types or not _TYPES.issuperset(types.values()):
            raise ValueError("fields are of type bool, int, float, str or bytes, one at least")
        self._make = make
        self._types = types
        self._getters = [attrgetter(name) for name in types]
        kinds = {
            bool: list[bool], int: list[int], float: list[float], str: list[str],
            bytes: list[bytes],
        }  # fmt: skip
        columns = tuple.__class_getitem__(tuple(kinds[each] for each in types.values()))
        self._decode = msgspec.msgpack.Decoder(columns).decode

    def state(self, value: T) -> object:
        """Return the fields of one object as a tuple.

        Raises:
            ValueRefused: a field of another type than declared.
        """
        return tuple(column[0] for column in self.columns([value]))

    def __call__(self, state: object) -> T:
        """Return the object that the fields in `state` make.

        Raises:
            ValueRefused: not the declared fields.
        """
        if type(state) is not tuple or [*map(type, state)] != [*self._types.values()]:
            raise ValueRefused("an object has other fields than its class declares")
        return self._make(*state)

    def columns(self, values: Iterable[T]) -> list[list[object]]:
        """Return the fields of at least one object, each field's values together.

        Raises:
            ValueRefused: a field of another type than declared.
        """
        made = []
        for getter, (name, kind) in zip(self._getters, self._types.items(), strict=True):
            column: list[object] = list(map(getter, values))
            # Counting what is one and the same type is a third faster than a set of the types.
            if list(map(type, column)).count(kind) != len(column):
                raise ValueRefused(
                    f"field {name!r} of an object is not of exactly the type {kind.__name__}",
                    hint="declare the field's real type, or convert it before sending",
                )
            made.append(column)
        return made

    def read(self, data: msgspec.Raw) -> list[T]:
        """Return the objects that encoded columns stand for.

        Raises:
            ValueRefused: columns of different lengths.
            msgspec.MsgspecError: columns of other types.
        """
        columns = self._decode(data)
        if len(set(map(len, columns))) != 1:
            raise ValueRefused("the columns of a list of objects differ in length")
        return list(map(self._make, *columns))
