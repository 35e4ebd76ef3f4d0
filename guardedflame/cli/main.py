"""The command's tree and its one way out.

Invariant: every error ends in an exit code of `exits` and in words of `tui`, never in a traceback
of ours. A command's module is imported when that command runs, so `eval` starts without a server.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

import click

from guardedflame import __version__
from guardedflame.cli import exits, tui
from guardedflame.errors import GuardedFlameError

_COMMANDS: Final = ("serve", "run", "eval", "console", "check", "doctor")


class _Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order a newcomer needs them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        match cmd_name:
            case "serve":
                from guardedflame.cli.serve import serve  # noqa: PLC0415 - see the invariant

                return serve
            case "run":
                from guardedflame.cli.run import run  # noqa: PLC0415

                return run
            case "eval":
                from guardedflame.cli.evaluate import evaluate  # noqa: PLC0415

                return evaluate
            case "console":
                from guardedflame.cli.console import console  # noqa: PLC0415

                return console
            case "check":
                from guardedflame.cli.check import check  # noqa: PLC0415

                return check
            case "doctor":
                from guardedflame.cli.doctor import doctor  # noqa: PLC0415

                return doctor
        return None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="guardedflame", message="%(prog)s %(version)s")
def command() -> None:
    """Pyro's Flame behind a policy: remote Python in confined, guarded sessions.

    \b
    examples:
      guardedflame serve --policy policies/analyst.yaml
      guardedflame eval localhost:9999 "sum(range(10))"
      guardedflame run localhost:9999 report.py data.csv
      guardedflame console localhost:9999
      guardedflame check report.py --policy policies/analyst.yaml
      guardedflame doctor --policy policies/analyst.yaml

    \b
    exit codes:
      0  done
      1  the remote program raised
      2  usage, policy, or the server cannot start
      3  refused by the policy
      4  a limit was reached, or the session's process died
      5  no connection, or it broke
    """  # noqa: D301 - click's mark for text that keeps its lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line ``arguments``, by default the process's own; return the exit code."""
    try:
        given = None if arguments is None else list(arguments)
        code = command.main(args=given, prog_name="guardedflame", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "guardedflame"
        tui.error(tui.sentence(error.format_message()), f"try `{where} --help`")
        return exits.USAGE
    except click.ClickException as error:
        tui.error(tui.sentence(error.format_message()))
        return exits.USAGE
    except (click.Abort, KeyboardInterrupt):
        tui.interrupted()
        return exits.INTERRUPTED
    except (tui.ReaderLeft, BrokenPipeError):
        # Keeps the interpreter from flushing into the closed pipe again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.OK
    except GuardedFlameError as error:
        tui.report(error)
        return exits.code_of(error)
    return code if isinstance(code, int) else exits.OK
