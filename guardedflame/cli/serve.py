"""``guardedflame serve``: a server in the foreground."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guardedflame.cli import exits, tui
from guardedflame.errors import GuardedFlameError, ListenError

if TYPE_CHECKING:
    from guardedflame.broker.server import Running
    from guardedflame.policy.model import Listen, Policy


@click.command()
@click.option("--policy", "policy_file", required=True, metavar="FILE", help="Who may do what.")
@click.option("-H", "--host", metavar="HOST", help="Listen here instead of where the policy says.")
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), help="On this port; 0 is any free one."
)
@click.option("-u", "--unixsocket", metavar="PATH", help="Listen on a unix socket instead.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--audit", metavar="FILE", help="Append the record of every decision to this file.")
def serve(  # noqa: PLR0917 - click passes them by name
    policy_file: str,
    host: str | None,
    port: int | None,
    unixsocket: str | None,
    quiet: bool,
    audit: str | None,
) -> int:
    """Serve Flame under a policy until ctrl-c or SIGTERM.

    Prints where it listens, which policy, and which isolation a real worker has reached. Nothing
    listens where the policy is broken or its isolation cannot be had.

    \b
    examples:
      guardedflame serve --policy policies/analyst.yaml
      guardedflame serve --policy policies/analyst.yaml -H localhost -p 9999 --audit audit.jsonl
      guardedflame serve --policy policies/analyst.yaml -u /run/guardedflame.sock -q
    """  # noqa: D301 - click's mark for text that keeps its lines
    from guardedflame.broker import server  # noqa: PLC0415 - other commands start without it
    from guardedflame.policy.load import load_policy  # noqa: PLC0415 - as above

    if unixsocket is not None and (host is not None or port is not None):
        tui.two_places()
        return exits.USAGE

    def say(running: Running) -> None:
        if not quiet:
            plain = [name for name, each in policy.profiles.items() if each.language == "python"]
            tui.serving(running.locations, policy.name, policy.digest, running.layers, plain)

    try:
        policy = load_policy(Path(policy_file))
        server.serve(
            policy,
            listen=_places(policy, host, port, unixsocket),
            audit_path=None if audit is None else Path(audit),
            ready=say,
        )
    except GuardedFlameError as error:
        # Whatever it is, the server could not start.
        tui.report(error)
        return exits.USAGE
    if not quiet:
        tui.served()
    return exits.OK


def _places(
    policy: Policy, host: str | None, port: int | None, unixsocket: str | None
) -> tuple[Listen, ...] | None:
    """Return where the command line says to listen, or None where it says nothing.

    Raises:
        ListenError: other machines can reach it, and the policy does not say that they may.
    """
    from guardedflame.policy.addresses import AddressError, parse_address  # noqa: PLC0415

    if unixsocket is not None:
        text = f"unix://{Path(unixsocket).absolute()}"
    elif host is not None or port is not None:
        bare = host or "localhost"
        text = f"tcp://[{bare}]:{port or 0}" if ":" in bare else f"tcp://{bare}:{port or 0}"
    else:
        return None
    try:
        place = parse_address(text)
    except AddressError as error:
        raise ListenError(f"{error}; {error.hint}") from error
    said = {each.host for each in policy.listen if each.insecure}
    if not place.is_local and place.host not in said:
        raise ListenError(
            f"{place.url} can be reached by others and is not encrypted; listen on localhost, or "
            f"write {{address: {place.url!r}, insecure: true}} under listen in {policy.name}"
        )
    return (place,)
