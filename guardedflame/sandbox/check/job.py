"""What the command and its checking process say to each other.

Invariant: decoding is total, and nothing is built but these structs of texts, numbers and bytes.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from guardedflame import limits
from guardedflame.ipc.messages import WorkerProfile

#: What a finding is about: whether the profile has the operation at all, the file's size, Python's
#: grammar, the guarded language, an import, a name of an imported module, a builtin, or what
#: happened to the process that looked.
Kind = Literal[
    "operation", "size", "syntax", "language", "import", "attribute", "builtin", "module", "limit"
]


class Source(msgspec.Struct, frozen=True):
    """One file: a person's name for it, the module it is sent as ("": the program), its bytes."""

    file: str
    module: str
    data: bytes


class Job(msgspec.Struct, frozen=True):
    """What to check, and what the process that looks may use.

    ``left_out`` are places in ``sources`` that ended a process that looked. ``cpu`` is in seconds,
    at least one; ``memory`` in bytes; ``most`` counts the findings of one source.
    """

    profile: WorkerProfile
    sources: list[Source]
    left_out: list[int] = []
    cpu: float = limits.CHECK_CPU_SECONDS
    memory: int = limits.CHECK_MEMORY
    most: int = limits.CHECK_FINDINGS


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is refused, or where ``warning`` is set, that could be.

    Lines and columns count from 1, in characters; the end is behind the last one. 0: the file as a
    whole. ``text`` is the line itself, without its end.
    """

    file: str
    kind: Kind
    message: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    rule: str = ""
    hint: str = ""
    warning: bool = False
    text: str = ""


class Looking(msgspec.Struct, frozen=True, tag="looking"):
    """The source of this place is looked at from now on."""

    place: int


class Found(msgspec.Struct, frozen=True, tag="found"):
    """One finding in it."""

    finding: Finding


class Checked(msgspec.Struct, frozen=True, tag="checked"):
    """All were looked at. ``order`` names the modules in the order in which they can be sent."""

    order: list[str]


Said = Looking | Found | Checked

encode_job: Final = msgspec.msgpack.Encoder().encode
decode_job: Final = msgspec.msgpack.Decoder(Job).decode
encode_said: Final = msgspec.json.Encoder().encode
decode_said: Final = msgspec.json.Decoder(Said).decode
