"""A client asks for less than its profile allows.

Invariant: pure; what comes out allows nothing that the profile does not, and what was asked for is
kept to the letter or refused, never rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from guardedflame.amounts import show_amount, show_period
from guardedflame.errors import ConnectionDeniedError
from guardedflame.policy.allowances import LIMIT_RATES, LIMITS, Bounds
from guardedflame.policy.model import Limits, Profile, Rate
from guardedflame.policy.reader import AmountKind, meant, shown
from guardedflame.policy.units import UnitError, read_count, read_size, read_time

#: What cannot be asked for: a session's directory is made before anybody is heard.
_FIXED: Final = frozenset({"scratch", "scratch_files"})

_READ: Final[Mapping[AmountKind, Callable[[str], float]]] = {
    "time": read_time,
    "size": read_size,
    "count": read_count,
}

#: Limits one client may ask for; more than there are is no question.
ASKED_MOST: Final = len(LIMITS) + len(LIMIT_RATES)


def lessened(profile: Profile, asked: Mapping[str, str]) -> Profile:
    """Return ``profile`` with the limits that were asked for.

    Args:
        profile: the client's.
        asked: a limit's word to its amount, as a policy writes both.

    Raises:
        ConnectionDeniedError: code 0; an unknown limit, no amount, or more than is allowed.
    """
    if not asked:
        return profile
    changed: dict[str, float | int | Rate] = {}
    for name, text in asked.items():
        if name in LIMITS and name not in _FIXED:
            bounds = LIMITS[name]
            allowed: float = getattr(profile.limits, name)
            number = _amount(name, text, bounds)
            _check(profile, name, number, allowed, bounds)
            changed[name] = number if bounds.kind == "time" else int(number)
        elif name in LIMIT_RATES:
            changed[name] = _rate(profile, name, text)
        else:
            known = sorted(({*LIMITS} - _FIXED) | {*LIMIT_RATES})
            raise ConnectionDeniedError(
                f"the limit {shown(name)} cannot be asked for", hint=meant(name, known)
            )
    own = {f"limits.{name}": f"what the client asked for: limits.{name}" for name in changed}
    return msgspec.structs.replace(
        profile,
        limits=msgspec.structs.replace(profile.limits, **changed),
        rules=MappingProxyType({**profile.rules, **own}),
    )


def shown_limits(limits: Limits) -> dict[str, str]:
    """Return each limit as a policy writes it."""
    found = {name: show_amount(getattr(limits, name), each.kind) for name, each in LIMITS.items()}
    for name, bounds in LIMIT_RATES.items():
        rate: Rate = getattr(limits, name)
        found[name] = f"{show_amount(rate.amount, bounds.kind)}/{show_period(rate.seconds)}"
    return found


def _rate(profile: Profile, name: str, text: str) -> Rate:
    allowed: Rate = getattr(profile.limits, name)
    amount, slash, period = text.partition("/")
    per = show_period(allowed.seconds)
    if not slash or period.strip() != per:
        raise ConnectionDeniedError(
            f"the limit {name} of {shown(text)} cannot be compared with what is allowed",
            rule=profile.rules.get(f"limits.{name}", ""),
            hint=f"write {show_amount(allowed.amount, LIMIT_RATES[name].kind)}/{per} or less",
        )
    number = _amount(name, amount.strip(), LIMIT_RATES[name])
    _check(profile, name, number, allowed.amount, LIMIT_RATES[name])
    return Rate(number, allowed.seconds)


def _amount(name: str, text: str, bounds: Bounds) -> float:
    try:
        return _READ[bounds.kind](text)
    except UnitError as error:
        raise ConnectionDeniedError(
            f"the limit {name} was asked for as no amount: {error}", hint=error.hint
        ) from None


def _check(profile: Profile, name: str, number: float, allowed: float, bounds: Bounds) -> None:
    rule = profile.rules.get(f"limits.{name}", "")
    most, asked = show_amount(allowed, bounds.kind), show_amount(number, bounds.kind)
    if number > allowed:
        raise ConnectionDeniedError(
            f"the limit {name} of {asked} was asked for, and {most} is allowed",
            rule=rule,
            hint=f"ask for {most} or less",
        )
    least = min(bounds.least, allowed)
    if number < least:
        raise ConnectionDeniedError(
            f"the limit {name} of {asked} is less than a session can live with",
            rule=rule,
            hint=f"ask for {show_amount(least, bounds.kind)} to {most}",
        )
