"""``guardedflame run``: a local Python file, run in a session over there."""

from __future__ import annotations

import sys
from importlib.util import decode_source
from pathlib import Path
from typing import Final

import click

from guardedflame.cli import exits, tui
from guardedflame.client import connect
from guardedflame.errors import (
    ConnectionDeniedError,
    GuardedFlameError,
    Refused,
    RemoteError,
    SessionExited,
)

#: Where a program finds its arguments: in ``argv``, and in ``sys.argv`` if the policy has ``sys``.
_ARGUMENTS: Final = """argv = {!a}
try:
    import sys
    sys.argv[:] = argv
    del sys
except (ImportError, AttributeError):
    pass
"""


@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.option(
    *("-t", "--timeout"),
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up when a call takes longer.",
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=AMOUNT",
    help="Have less of a limit than the policy allows: cpu=1s, memory=64MiB. May be repeated.",
)
@click.argument("location")
@click.argument("file")
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
def run(
    timeout: float | None, limits: tuple[str, ...], location: str, file: str, args: tuple[str, ...]
) -> int:
    """Run FILE, a Python program of this machine, in a fresh session at LOCATION.

    What it prints appears here as it is printed, and its input() asks here. The program finds
    [FILE, *ARGS] in the list `argv` and, where the policy has sys, in sys.argv. FILE may be - for
    standard input. Options of this command come before LOCATION.

    Exits with 1 and the program's traceback when it raises, with N when it calls exit(N). Ctrl-c
    is a KeyboardInterrupt in the program; a second one leaves without waiting for its end.

    \b
    examples:
      guardedflame run localhost:9999 report.py 2024 --verbose
      guardedflame run --limit cpu=1s --limit memory=64MiB localhost:9999 untrusted.py
      echo 'print(argv)' | guardedflame run ./u:flame.sock - a b
    """  # noqa: D301 - click's mark for text that keeps its lines
    try:
        source = decode_source(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes())
    except (OSError, UnicodeError, SyntaxError) as error:
        tui.unreadable_file(file, getattr(error, "strerror", None) or str(error))
        return exits.USAGE
    asked = dict(each.partition("=")[::2] for each in limits)
    # A program that came by standard input leaves nothing there to ask for.
    answers = tui.no_input if file == "-" else tui.program_input
    with connect(
        location, timeout=timeout, output=tui.program_output, input=answers, limits=asked
    ) as flame:
        try:
            # In ASCII, so that no name of a file can be more than a string over there.
            flame.execute(_ARGUMENTS.format([file, *args]))
            flame.execute(source, filename="<stdin>" if file == "-" else file)
        except SessionExited as ended:
            return exits.of_exit(ended)
        except KeyboardInterrupt as stopped:
            tui.stopped(stopped)
            return exits.INTERRUPTED
        except ConnectionDeniedError:
            raise
        except Exception as error:
            if isinstance(error, GuardedFlameError) and not isinstance(
                error, RemoteError | Refused
            ):
                raise
            tui.program_failed(error, file)
            return exits.code_of(error) if isinstance(error, GuardedFlameError) else exits.RAISED
    return exits.OK
