"""``guardedflame eval``: one expression, its value on stdout."""

from __future__ import annotations

import json

import click

from guardedflame.cli import exits, tui
from guardedflame.client import RemoteIterator, connect
from guardedflame.errors import GuardedFlameError, RemoteError


@click.command("eval")
@click.argument("location")
@click.argument("expression")
@click.option("--json", "as_json", is_flag=True, help="Print the value as one line of JSON.")
@click.option(
    *("-t", "--timeout"),
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up when a call takes longer.",
)
def evaluate(location: str, expression: str, as_json: bool, timeout: float | None) -> int:
    """Evaluate EXPRESSION in a fresh session at LOCATION and print its value.

    Printed as the Python prompt would: by repr, and nothing for None. A generator is printed
    item by item as it arrives. With --json sets become arrays, and dates, decimals and uuids text.
    Ctrl-c stops it over there.

    \b
    examples:
      guardedflame eval localhost:9999 "2 ** 100"
      guardedflame eval unix:/run/guardedflame.sock "sorted({3, 1, 2})" --json
    """  # noqa: D301 - click's mark for text that keeps its lines
    with connect(location, timeout=timeout, output=tui.program_output) as flame:
        try:
            value = flame.evaluate(expression)
            if isinstance(value, RemoteIterator):
                return _print_items(value, as_json=as_json)
        except KeyboardInterrupt as stopped:
            tui.stopped(stopped)
            return exits.INTERRUPTED
        except Exception as error:
            if (
                isinstance(error, GuardedFlameError)
                and not isinstance(error, RemoteError | SyntaxError)
                and not tui.shows_a_place(error)
            ):
                raise
            tui.program_failed(error, "<expression>")
            return exits.code_of(error) if isinstance(error, GuardedFlameError) else exits.RAISED
    return _print(value, as_json=as_json)


def _print_items(items: RemoteIterator, *, as_json: bool) -> int:
    for item in items:
        code = _print(item, as_json=as_json)
        if code != exits.OK:
            return code
    return exits.OK


def _print(value: object, *, as_json: bool) -> int:
    if as_json:
        try:
            text = json.dumps(value, default=_plain, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            tui.not_json(str(error))
            return exits.USAGE
        tui.result(text)
    elif value is not None:
        tui.result(repr(value))
    return exits.OK


def _plain(value: object) -> object:
    """Return what stands for ``value`` in JSON. Raises TypeError where nothing does."""
    from datetime import date, time, timedelta  # noqa: PLC0415 - rarely needed, eval starts often
    from decimal import Decimal  # noqa: PLC0415
    from uuid import UUID  # noqa: PLC0415

    if isinstance(value, set | frozenset):
        return list(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(f"{type(value).__name__} is no JSON type")
