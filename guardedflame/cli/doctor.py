"""``guardedflame doctor``: what this machine can enforce, found by trying it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guardedflame.cli import exits, tui
from guardedflame.errors import ConfinementError

if TYPE_CHECKING:
    from guardedflame.sandbox.kernel.probe import Layer


@click.command()
@click.option("--policy", "policy_file", metavar="FILE", help="Check what this policy asks for.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def doctor(policy_file: str | None, as_json: bool) -> int:
    """Show what this kernel gives, layer by layer, by really trying each in a child process.

    With --policy it then says whether each isolation that the policy asks for can be honoured, and
    exits with 2 where one cannot.

    \b
    examples:
      guardedflame doctor
      guardedflame doctor --policy policies/analyst.yaml
      guardedflame doctor --json | python -m json.tool
    """  # noqa: D301 - click's mark for text that keeps its lines
    from guardedflame.sandbox.kernel.probe import layers  # noqa: PLC0415 - eval starts without it

    asked = {} if policy_file is None else _try_policy(Path(policy_file))
    found = [*layers(), _groups()]
    if as_json:
        tui.result(_as_json(found, asked))
    else:
        for each in found:
            tui.layer(each.name, each.state, each.detail, each.closes, each.remedy)
        for level, problem in asked.items():
            tui.verdict(level, problem)
    return exits.USAGE if any(asked.values()) else exits.OK


def _groups() -> Layer:
    """Return the row of the one layer that is the broker's."""
    from guardedflame.broker.cgroups import report  # noqa: PLC0415 - as above
    from guardedflame.sandbox.kernel.probe import Layer  # noqa: PLC0415 - as above

    found = report()
    closes = "children too short-lived to be seen; files in memory and pipes"
    return Layer("cgroup", found.state, found.detail, closes, found.remedy)


def _try_policy(file: Path) -> dict[str, str]:
    """Return for each isolation level that the policy asks for what stands in its way, or ""."""
    from guardedflame.policy.load import load_policy  # noqa: PLC0415 - a plain doctor needs none
    from guardedflame.sandbox.kernel.probe import require  # noqa: PLC0415 - as above

    asked: dict[str, str] = {}
    for profile in load_policy(file).profiles.values():
        if profile.isolation not in asked:
            asked[profile.isolation] = ""
            try:
                require(profile.isolation)
            except ConfinementError as error:
                asked[profile.isolation] = str(error)
    return asked


def _as_json(found: list[Layer], asked: dict[str, str]) -> str:
    return json.dumps(
        {
            "layers": [asdict(each) for each in found],
            "isolation": {
                level: {"honoured": not problem, "problem": problem}
                for level, problem in asked.items()
            },
        }
    )
