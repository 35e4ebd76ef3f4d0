"""The XML parser that adopted text is given: expat, behind handlers and ``Parse``.

Invariant: the interpreter's parser object is not handed out, is not fed by its own handlers, and
resolves no entity that is not in the text.
"""

from __future__ import annotations

import pyexpat
from collections.abc import Callable
from typing import Any, NoReturn  # Any: what handlers are called with is expat's affair

from guardedflame.sandbox.guard.catalogue.entry import words
from guardedflame.sandbox.guard.kit import Kit, Members

_HANDLERS = frozenset(
    words(
        """
        AttlistDeclHandler CharacterDataHandler CommentHandler DefaultHandler DefaultHandlerExpand
        ElementDeclHandler EndCdataSectionHandler EndDoctypeDeclHandler EndElementHandler
        EndNamespaceDeclHandler EntityDeclHandler ExternalEntityRefHandler NotStandaloneHandler
        NotationDeclHandler ProcessingInstructionHandler SkippedEntityHandler
        StartCdataSectionHandler StartDoctypeDeclHandler StartElementHandler
        StartNamespaceDeclHandler UnparsedEntityDeclHandler XmlDeclHandler
        """
    )
)
_SETTINGS = frozenset(
    words("buffer_size buffer_text namespace_prefixes ordered_attributes specified_attributes")
)
_FACTS = frozenset(
    words(
        """
        CurrentByteIndex CurrentColumnNumber CurrentLineNumber ErrorByteIndex ErrorCode
        ErrorColumnNumber ErrorLineNumber buffer_used
        """
    )
)


class Parser:
    """One parser: handlers are set on it, and it is fed with ``Parse``."""

    __slots__ = ("_busy", "_real", "intern")
    __module__ = "pyexpat"
    _real: Any

    def __init_subclass__(cls) -> None:
        raise TypeError("a parser cannot be a base class")

    def __init__(self, encoding: str | None, namespace_separator: str | None) -> None:
        real = pyexpat.ParserCreate(encoding, namespace_separator)
        object.__setattr__(self, "_real", real)
        object.__setattr__(self, "_busy", False)
        object.__setattr__(self, "intern", {})

    def __setattr__(self, name: str, value: object) -> None:
        if name in _HANDLERS:
            if value is not None and not callable(value):
                raise TypeError(f"{name} takes a function")
        elif name in _SETTINGS:
            value = int(value)  # type: ignore[call-overload]
            if self._busy:
                raise RuntimeError("a parser's settings are made before it is fed")
        else:
            raise AttributeError(name)
        setattr(self._real, name, value)

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(name)

    def __getattr__(self, name: str) -> Any:
        if name in _HANDLERS or name in _SETTINGS or name in _FACTS:
            return getattr(self._real, name)
        raise AttributeError(name)

    def Parse(self, data: str | bytes, isfinal: bool = False, /) -> int:  # noqa: N802 - expat's name
        """Read text; handlers are called from here.

        Raises:
            RuntimeError: a handler calls it, which expat is not made for.
        """
        if self._busy:
            raise RuntimeError("a parser cannot be fed by its own handlers")
        object.__setattr__(self, "_busy", True)
        try:
            found: int = self._real.Parse(
                str.__str__(data) if isinstance(data, str) else bytes(data), bool(isfinal)
            )
            return found
        finally:
            object.__setattr__(self, "_busy", False)

    def GetReparseDeferralEnabled(self) -> bool:  # noqa: N802
        """Say if tokens that are not complete wait for more text."""
        ask = getattr(self._real, "GetReparseDeferralEnabled", None)
        return ask is not None and bool(ask())

    def SetReparseDeferralEnabled(self, enabled: bool, /) -> None:  # noqa: N802
        """Have tokens that are not complete wait for more text, or not."""
        put: Callable[[bool], None] | None = getattr(self._real, "SetReparseDeferralEnabled", None)
        if put is not None and not self._busy:
            put(bool(enabled))


def expat_members(kit: Kit) -> Members:
    """Return what adopted text has as ``xml.parsers.expat``."""
    kit.guards.writable.add(Parser)

    def create(
        encoding: str | None = None, namespace_separator: str | None = None, intern: object = None
    ) -> Parser:
        """Make a parser; it has a table of names of its own."""
        del intern
        return Parser(encoding, namespace_separator)

    return {
        "ExpatError": pyexpat.ExpatError,
        "ParserCreate": create,
        "XML_PARAM_ENTITY_PARSING_NEVER": pyexpat.XML_PARAM_ENTITY_PARSING_NEVER,
        "error": pyexpat.error,
        "version_info": pyexpat.version_info,
    }
