"""enum: the classes, whose functional call takes plain names."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry, words

ENTRY = Entry(
    "enum",
    names=words(
        """
        CONFORM CONTINUOUS EJECT Enum EnumCheck Flag FlagBoundary IntEnum IntFlag KEEP NAMED_FLAGS
        STRICT StrEnum UNIQUE auto member nonmember show_flag_values unique verify
        """
    ),
    left_out={
        "EnumMeta": "a metaclass",
        "EnumDict": "what a metaclass prepares",
        "EnumType": "a metaclass",
        "global_enum": "writes into a module",
        "global_enum_repr": "nothing a program needs",
        "global_flag_repr": "nothing a program needs",
        "global_str": "nothing a program needs",
        "pickle_by_enum_name": "there is no pickle here",
        "pickle_by_global_name": "there is no pickle here",
        "ReprEnum": "a base of IntEnum and StrEnum; use those",
        "property": "a descriptor of the library; use the builtin",
    },
)
