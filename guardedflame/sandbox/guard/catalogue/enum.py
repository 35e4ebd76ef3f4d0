"""enum: the classes, whose functional call takes plain names."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "enum",
    names=("Enum", "Flag", "IntEnum", "IntFlag", "StrEnum", "auto", "unique"),
    left_out={
        "EnumMeta": "a metaclass",
        "EnumType": "a metaclass",
        "global_enum": "writes into a module",
        "property": "a descriptor of the library",
        "member": "nothing a program needs",
        "nonmember": "nothing a program needs",
        "verify": "nothing a program needs",
        "EnumCheck": "nothing a program needs",
        "FlagBoundary": "nothing a program needs",
    },
)
