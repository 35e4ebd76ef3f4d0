"""``Did you mean: 'x'?`` at the end of a NameError or AttributeError, as CPython has it.

Invariant: what is suggested is a name that the client's source can spell and the language lets it
read on that object; no stand-in, guard or mark is ever among the candidates.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import FrameType
from typing import Final, Protocol

from guardedflame.sandbox.guard import bare, names

#: CPython's bounds: candidates, characters of a name; and its costs of an edit.
_CANDIDATES: Final = 750
_LENGTH: Final = 40
_MOVE: Final = 2
_CASE: Final = 1

#: The first CPythons that suggest ``self.x`` and modules, and no private names for public ones.
_MODULES_TOO: Final = (3, 12)
_PRIVATE_HIDDEN: Final = (3, 13)


class Asked(Protocol):
    """What is asked of a language."""

    def owns(self, value: object) -> bool:
        """Say if the object is the session's."""

    def importable(self, name: str) -> bool:
        """Say if ``import name`` works here."""


def suggestion(exc: BaseException, frame: FrameType | None, language: Asked) -> str:
    """Return what CPython adds to the text of ``exc``, or "".

    Args:
        exc: any exception.
        frame: where it was raised, if that is the client's own code.
        language: the session's.
    """
    cls = type(exc)
    if sys.version_info < _MODULES_TOO and cls not in {AttributeError, NameError}:
        return ""
    try:
        if bare.is_a(exc, AttributeError):
            wrong = bare.attribute_name_of(exc)
            if type(wrong) is not str:
                return ""
            return _meant(_attribute(exc, wrong, frame, language))
        if bare.is_a(exc, NameError) and frame is not None:
            wrong = bare.missing_name_of(exc)
            if type(wrong) is not str:
                return ""
            return _name(wrong, frame, language)
    except BaseException:  # noqa: S110 - dir() and a property run the client's own code
        pass
    return ""


def _meant(name: str) -> str:
    return f". Did you mean: {name!r}?" if name else ""


def _attribute(exc: AttributeError, wrong: str, frame: FrameType | None, language: Asked) -> str:
    owner = bare.attribute_owner_of(exc)
    own = language.owns(owner)
    hidden = (
        sys.version_info >= _PRIVATE_HIDDEN
        and wrong[:1] != "_"
        and not (frame is not None and frame.f_locals.get("self", frame) is owner)
    )
    found = [
        name
        for name in dir(owner)
        if type(name) is str
        and not names.refused_attribute(name)
        and (name[:1] != "_" or own or names.is_dunder(name))
        and not (hidden and name[:1] == "_")
    ]
    return closest(wrong, found)


def _name(wrong: str, frame: FrameType, language: Asked) -> str:
    outer = [*_spelt(frame.f_globals)], [*_spelt(frame.f_builtins)]
    if sys.version_info < _MODULES_TOO:
        for several in ([*_spelt(frame.f_code.co_varnames)], *outer):
            found = closest(wrong, several)
            if found:
                return _meant(found)
        return ""
    local = frame.f_locals
    if "self" in local and hasattr(local["self"], wrong) and not names.refused_attribute(wrong):
        text = _meant(f"self.{wrong}")
    else:
        text = _meant(closest(wrong, [*_spelt(local), *outer[0], *outer[1]]))
    if wrong in sys.stdlib_module_names and language.importable(wrong):
        text += f"{' Or did' if text else '. Did'} you forget to import {wrong!r}"
        text += "?" if sys.version_info >= _PRIVATE_HIDDEN else ""
    return text


def _spelt(found: Iterable[str]) -> Iterable[str]:
    return (name for name in found if type(name) is str and name.isidentifier())


def closest(wrong: str, candidates: list[str]) -> str:
    """Return the candidate that is most like ``wrong``, or "" where none is much like it."""
    if len(candidates) >= _CANDIDATES or len(wrong) > _LENGTH:
        return ""
    best = ""
    least = sys.maxsize
    letters = {*wrong.lower()}
    for name in candidates:
        if name == wrong or len(name) > _LENGTH:
            continue
        # At most a third of the characters may differ, and it has to beat what was found before.
        most = min((len(name) + len(wrong) + 3) * _MOVE // 6, least - 1)
        if abs(len(name) - len(wrong)) * _MOVE > most:
            continue
        # Each letter that only one of them has takes an edit of its own.
        others = {*name.lower()}
        if max(len(letters - others), len(others - letters)) * _MOVE > most:
            continue
        distance = _distance(wrong, name, most)
        if distance <= most:
            best, least = name, distance
    return best


def _distance(one: str, other: str, most: int) -> int:
    """Return the cost of the edits between two names; above ``most`` it is only some number."""
    row = list(range(0, _MOVE * (len(other) + 1), _MOVE))
    for index, char in enumerate(one, 1):
        left_above, row[0] = row[0], index * _MOVE
        for position, against in enumerate(other, 1):
            alike = char.lower() == against.lower()
            changed = left_above + (0 if char == against else _CASE if alike else _MOVE)
            left_above = row[position]
            row[position] = min(changed, min(left_above, row[position - 1]) + _MOVE)
        if min(row) > most:
            return most + 1
    return row[-1]
