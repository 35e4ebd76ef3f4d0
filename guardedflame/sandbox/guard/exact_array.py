"""array.array as a session has it.

Invariant: no conversion that the client's code takes part in happens while the array's C code has
its hands in memory: CPython's writes where the buffer was when ``__index__`` empties the array.
"""

from __future__ import annotations

import array
import operator
from collections.abc import Iterable
from typing import Any, Self, SupportsIndex


def _number(typecode: str, value: object) -> Any:
    """Return the exact value that an array of this type code takes. Raises TypeError."""
    if typecode in "fd":
        return float(value)  # type: ignore[arg-type]
    if typecode in "uw":
        if not isinstance(value, str):
            raise TypeError("array item must be unicode character")
        return str.__str__(value)
    return operator.index(value) + 0  # type: ignore[arg-type]


class Array(array.array):  # type: ignore[type-arg]
    """``array.array`` whose values are exact before its C code takes them."""

    __module__ = "array"

    def __new__(cls, typecode: str, initializer: Any = (), /) -> Self:
        """Make an array; see array.array."""
        kind = str.__str__(typecode)
        # Of its own class: a proxy says that it is an array, and is none to C.
        if issubclass(type(initializer), array.array | bytes | bytearray | str | memoryview):
            return super().__new__(cls, kind, initializer)
        values = [_number(kind, each) for each in initializer]
        return super().__new__(cls, kind, values)

    def __init__(self, *_: object) -> None:
        """Everything was done by __new__."""

    def __getitem__(self, index: Any) -> Any:
        found = super().__getitem__(index)
        return Array(self.typecode, found) if isinstance(index, slice) else found

    def __add__(self, other: Any) -> Any:
        return self._same(super().__add__(other))

    def __mul__(self, times: Any) -> Any:
        return self._same(super().__mul__(times))

    def __rmul__(self, times: Any) -> Any:
        return self._same(super().__rmul__(times))

    def __copy__(self) -> Array:
        return Array(self.typecode, self)

    def __deepcopy__(self, _memo: object = None) -> Array:
        return Array(self.typecode, self)

    def _same(self, made: Any) -> Any:
        """CPython's sums and products are plain arrays, whatever they are made of."""
        return Array(self.typecode, made) if isinstance(made, array.array) else made

    def tofile(self, file: Any, /) -> None:
        """Write all values as bytes."""
        # At once: CPython's goes on behind the end when a write empties the array.
        file.write(self.tobytes())

    def fromfile(self, file: Any, number: SupportsIndex, /) -> None:
        """Add so many values out of a file."""
        wanted = operator.index(number) * self.itemsize
        if wanted < 0:
            raise ValueError("negative count")
        found = file.read(wanted)
        if not isinstance(found, bytes):
            raise TypeError("read() didn't return bytes")
        whole = len(found) // self.itemsize * self.itemsize
        self.frombytes(bytes.__getitem__(found, slice(0, whole)))
        if len(found) != wanted:
            raise EOFError("read() didn't return enough bytes")

    def buffer_info(self) -> tuple[int, int]:
        """Where an array lies is nothing a session needs to know; its length is."""
        return (0, len(self))

    def __setitem__(self, index: Any, value: Any) -> None:
        if not isinstance(index, slice):
            # The value first: it may change the length.
            value = _number(self.typecode, value)
            index = operator.index(index)
        super().__setitem__(index, value)

    def append(self, value: object, /) -> None:
        """Add a value."""
        super().append(_number(self.typecode, value))

    def insert(self, index: SupportsIndex, value: object, /) -> None:
        """Put a value before a place."""
        place = operator.index(index)
        super().insert(place, _number(self.typecode, value))

    def extend(self, values: Iterable[object], /) -> None:
        """Add several values."""
        if not issubclass(type(values), array.array):
            kind = self.typecode
            values = [_number(kind, each) for each in values]
        super().extend(values)

    def fromlist(self, values: list[object], /) -> None:
        """Add the values of a list."""
        if not isinstance(values, list):
            raise TypeError("arg must be list")
        kind = self.typecode
        super().fromlist([_number(kind, each) for each in list.__iter__(values)])

    def index(self, value: object, /, *where: int) -> int:
        """Find a value."""
        return super().index(_plain(value), *where)

    def count(self, value: object, /) -> int:
        """Count a value."""
        return super().count(_plain(value))

    def remove(self, value: object, /) -> None:
        """Take the first such value away."""
        super().remove(_plain(value))

    def __contains__(self, value: object) -> bool:
        return super().__contains__(_plain(value))


def _plain(value: object) -> Any:
    """Return a value whose comparison is no code of the client's."""
    if isinstance(value, bool | int):
        return int.__index__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"an array does not hold {type(value).__name__}")


Array.__name__ = Array.__qualname__ = "array"
