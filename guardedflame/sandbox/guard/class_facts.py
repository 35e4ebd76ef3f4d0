"""What a class is, read by ``type``'s own descriptors.

Invariant: nothing here asks a class or its metaclass, which could answer what they like.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Final

dictionary_of: Callable[[type], types.MappingProxyType[str, object]] = type.__dict__[
    "__dict__"
].__get__
order_of: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__
flags_of: Callable[[type], int] = type.__dict__["__flags__"].__get__
HEAP: Final = 1 << 9  # Py_TPFLAGS_HEAPTYPE
