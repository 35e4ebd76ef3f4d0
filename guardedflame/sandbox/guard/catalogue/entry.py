"""The shape of one catalogue entry.

Invariant: an entry is data; it imports nothing of what it describes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """The reviewed names of one module.

    ``names`` are given out for ``"*"``; ``left_out`` says why the rest, or the dangerous part of
    it, is not; a name in it is refused even when a policy lists it. Names that this CPython
    does not have are skipped.
    """

    module: str
    names: tuple[str, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
