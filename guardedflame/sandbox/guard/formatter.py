"""str.format by the language's attribute rule.

Invariant: C formatting runs only on a template none of whose fields reads an attribute; any other
template goes through ``string.Formatter`` with the guard as its only way to an attribute.
"""

from __future__ import annotations

import _string  # type: ignore[import-not-found]  # the parser that str.format itself uses
import string
from collections.abc import Mapping, Sequence
from typing import Protocol


class Reader(Protocol):
    """What can read an attribute by the rule."""

    def attribute(self, value: object, name: str) -> object:
        """Read an attribute or raise GuardRefused."""


class _Guarded(string.Formatter):
    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def get_field(
        self, field_name: str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> tuple[object, object]:
        first, rest = _string.formatter_field_name_split(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, key in rest:
            value = self._reader.attribute(value, key) if is_attribute else value[key]
        return value, first

    def check_unused_args(self, *_: object) -> None:
        """Unused arguments are as fine as they are to str.format."""


def reads_attributes(template: str, depth: int = 3) -> bool:
    """Say if a field of the template, nested ones included, reads an attribute; ValueError."""
    if "." not in template:
        return False
    for _, field, spec, _ in _string.formatter_parser(template):
        if field and "." in field:
            return True
        if spec and "{" in spec and (depth == 0 or reads_attributes(spec, depth - 1)):
            return True
    return False


def safe_format(guards: Reader, template: str, /, *args: object, **kwargs: object) -> str:
    """``template.format(*args, **kwargs)``; ``template`` is an exact str."""
    if not reads_attributes(template):
        return template.format(*args, **kwargs)
    return _Guarded(guards).vformat(template, args, kwargs)


def safe_format_map(guards: Reader, template: str, mapping: Mapping[str, object], /) -> str:
    """``template.format_map(mapping)``; ``template`` is an exact str."""
    if not reads_attributes(template):
        return template.format_map(mapping)
    return _Guarded(guards).vformat(template, (), mapping)
