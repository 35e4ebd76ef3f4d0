"""The flags and traps of a decimal context.

Invariant: what a client holds holds the context: CPython's own mapping points into a context that
may be gone, and reading or writing it then is reading or writing freed memory.
"""

from __future__ import annotations

import decimal
from collections.abc import Iterator, Mapping, MutableMapping

_Signal = type[decimal.DecimalException]


class Signals(MutableMapping[_Signal, bool]):
    """``context.flags`` or ``context.traps``.

    Args:
        context: whose they are.
        name: "flags" or "traps".
    """

    __slots__ = ("_context", "_name")

    def __init_subclass__(cls) -> None:
        raise TypeError("the signals of a context cannot be a base class")

    def __init__(self, context: decimal.Context, name: str) -> None:
        self._context = context
        self._name = "flags" if name == "flags" else "traps"

    def _real(self) -> MutableMapping[_Signal, bool]:
        found: MutableMapping[_Signal, bool] = getattr(self._context, self._name)
        return found

    def __getitem__(self, key: _Signal) -> bool:
        return self._real()[key]

    def __setitem__(self, key: _Signal, value: object) -> None:
        self._real()[key] = bool(value)

    def __delitem__(self, key: _Signal) -> None:
        raise ValueError("signal keys cannot be deleted")

    def __iter__(self) -> Iterator[_Signal]:
        return iter(list(self._real()))

    def __len__(self) -> int:
        return len(self._real())

    def copy(self) -> dict[_Signal, bool]:
        """Return them as a dict."""
        return dict(self._real())

    def __eq__(self, other: object) -> bool:
        if type(other) is Signals:
            return self.copy() == other.copy()
        return self.copy() == other if isinstance(other, Mapping) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # mutable

    def __repr__(self) -> str:
        return repr(self._real())
