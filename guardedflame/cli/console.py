"""``guardedflame console``: a Python prompt in a session over there."""

from __future__ import annotations

import click

from guardedflame.cli import exits
from guardedflame.client import connect


@click.command()
@click.argument("location")
def console(location: str) -> int:
    """Open a Python prompt in a fresh session at LOCATION.

    Ends with ctrl-d or exit(). Ctrl-c stops the line that runs, and clears the one being typed.

    \b
    examples:
      guardedflame console localhost:9999
      echo '1 + 1' | guardedflame console unix:/run/guardedflame.sock
    """  # noqa: D301 - click's mark for text that keeps its lines
    with connect(location) as flame, flame.console() as remote:
        remote.interact()
    return exits.OK
