"""Serializer ids as they stand in the frame header.

Invariant: 1 to 4 are Pyro5's own; ours is far from any it may still assign; marshal has a name
here so that it can be refused by name, and no codec.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SERPENT: Final = 1
MARSHAL: Final = 2
JSON: Final = 3
MSGPACK: Final = 4
GUARDED: Final = 103

NAMES: Final[Mapping[int, str]] = MappingProxyType(
    {SERPENT: "serpent", MARSHAL: "marshal", JSON: "json", MSGPACK: "msgpack", GUARDED: "guarded"}
)
