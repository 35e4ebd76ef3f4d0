"""The shape of one entry about objects: what a client may ask of the objects of one library class.

Invariant: an entry is data; it imports nothing of what it describes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kind:
    """The reviewed public attributes of one class of a library. A class without one has none.

    Names that the installed release does not have are skipped; names that nobody listed are
    refused, so that what a new release adds is refused until somebody has read it.

    Attributes:
        cls: where the class is, as ``module:qualified name``.
        plain: names that are read as CPython reads them.
        checked: names for which the session has its own version.
        assign: names that can be set.
        on_class: class methods and constants that the class itself has for a client.
        made: calling the class makes an object (with the session's own version, if there is one).
        as_is: the class itself is handed out, not an opaque one; for classes that the library
            wants to be given, such as the scalar types that stand for a ``dtype``.
        family: stands for the classes derived from it as well.
        labels: an attribute that the class does not have is one of the object's own labels.
        sealed: its objects have no public attributes but those of the class, and labels.
        why: why a name is left out, for the refusal.
    """

    cls: str
    plain: str = ""
    checked: str = ""
    assign: str = ""
    on_class: str = ""
    made: bool = False
    as_is: bool = False
    family: bool = False
    labels: bool = False
    sealed: bool = False
    why: Mapping[str, str] = field(default_factory=dict)
