"""The one class of ``json`` that programs derive from.

Invariant: none of its methods does more with a foreign ``self`` than its caller could.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

_order_of: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__


class JSONEncoder:
    """What ``json.JSONEncoder`` is here: a base for encoders that define ``default``."""

    def __init__(self, **options: object) -> None:
        """Take the keywords of ``json.dumps``."""
        if JSONEncoder not in _order_of(type(self)):
            raise TypeError("self is not an encoder")
        self.options = options

    def default(self, o: object) -> object:
        """Return something that can be encoded instead of ``o``."""
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

    def encode(self, o: object) -> str:
        """Return the text."""
        options = {"default": self.default, **self.options}
        options.pop("cls", None)
        return json.dumps(o, **options)  # type: ignore[arg-type]

    def iterencode(self, o: object, _one_shot: bool = False) -> Iterator[str]:
        """Yield the text, in one piece."""
        yield JSONEncoder.encode(self, o)
