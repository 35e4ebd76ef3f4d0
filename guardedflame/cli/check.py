"""``guardedflame check``: would a program be accepted under a policy, without running it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from guardedflame import limits
from guardedflame.cli import exits, tui

if TYPE_CHECKING:
    from guardedflame.policy.model import Decision, Policy, Profile
    from guardedflame.sandbox.check.ask import Report
    from guardedflame.sandbox.check.job import Finding, Source

#: Standard input, as `run` calls it.
_STDIN: Final = "<stdin>"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--policy", "policy_file", required=True, metavar="FILE", help="Who may do what.")
@click.option(
    "--client", default="anyone", metavar="NAME", help="Client entry of the policy; anyone if none."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for editors.")
def check(files: tuple[str, ...], policy_file: str, client: str, as_json: bool) -> int:
    """Say whether FILE, a Python program, would be accepted under a policy; nothing of it runs.

    All that would be refused is told at once: operations, size, language, imports, names of
    modules, builtins. The first FILE is the program (- for standard input), others are modules
    that are sent with it by sendmodule; a directory is a package, and alone it has no program.

    Exits with 0 when all is accepted, with 3 when something is refused.

    \b
    examples:
      guardedflame check report.py --policy policies/analyst.yaml
      guardedflame check main.py helpers.py shapes/ --policy policies/analyst.yaml
      guardedflame check report.py --policy site.yaml --client reports --json
    """  # noqa: D301 - click's mark for text that keeps its lines
    from guardedflame.broker.profiles import worker_profile  # noqa: PLC0415 - eval starts without
    from guardedflame.policy.load import load_policy  # noqa: PLC0415 - as above
    from guardedflame.sandbox.check.ask import check as ask  # noqa: PLC0415 - as above
    from guardedflame.sandbox.check.job import Job  # noqa: PLC0415 - as above

    policy = load_policy(Path(policy_file))
    grant = policy.clients.get(client)
    if grant is None:
        tui.unknown_client(client, [*policy.clients], policy.name)
        return exits.USAGE
    try:
        sources = _sources(files)
    except _UnusableFile as error:
        tui.unreadable_file(error.name, error.why)
        return exits.USAGE
    profile = grant.profile
    report = ask(Job(worker_profile(profile), sources))
    report.findings[:0] = _operations(profile, sources)
    if as_json:
        tui.result(_as_json(report, profile, policy))
    else:
        _show(report, profile, policy, [source.file for source in sources])
    refused = any(not finding.warning for finding in report.findings)
    return exits.REFUSED if refused else exits.OK


class _UnusableFile(Exception):
    """A file of the command line that cannot be checked at all."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.name = name
        self.why = why


def _sources(files: tuple[str, ...]) -> list[Source]:
    """Return the program, if the first of the files is one, and the modules."""
    from guardedflame.sandbox.check.job import Source  # noqa: PLC0415 - as above

    found: list[Source] = []
    names: set[str] = set()
    size = 0
    for file, module, read in _named(files):
        data = read()
        size += len(data)
        if len(data) > limits.CHECK_FILE:
            raise _UnusableFile(file, f"it is larger than {limits.CHECK_FILE} bytes")
        if size > limits.CHECK_BYTES:
            raise _UnusableFile(file, f"all files together are over {limits.CHECK_BYTES} bytes")
        if module in names:
            raise _UnusableFile(file, f"there are two files for {module!r}")
        names.add(module)
        found.append(Source(_text(file), _text(module), data))
        if len(found) > limits.CHECK_FILES:
            raise _UnusableFile(file, f"more than {limits.CHECK_FILES} files")
    return found


def _text(name: str) -> str:
    """Return a file's name, which may be any bytes, as text."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _named(files: tuple[str, ...]) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Yield what each file is called, the module it is, and what reads it."""
    for index, name in enumerate(files):
        path = Path(name)
        if name == "-":
            if index:
                raise _UnusableFile(name, "standard input can only be the program; name it first")
            yield _STDIN, "", partial(sys.stdin.buffer.read, limits.CHECK_FILE + 1)
        elif path.is_dir():
            for each in _in(path):
                yield str(each), _module(path, each), partial(_read_found, each, path)
        else:
            stem = (
                Path(os.path.realpath(path)).parent.name if path.stem == "__init__" else path.stem
            )
            yield name, stem if index else "", partial(_read, path)


def _in(directory: Path) -> list[Path]:
    """Return the Python files of a package, one more than there may be at most."""
    found: list[Path] = []
    # A list, not recursion: a tree can be deeper than calls can.
    waiting = [directory]
    while waiting and len(found) <= limits.CHECK_FILES:
        try:
            entries = sorted(waiting.pop().iterdir())
        except OSError:
            continue
        for path in entries:
            if path.name.startswith("."):
                continue
            if path.suffix == ".py":
                found.append(path)
            if path.is_dir() and not path.is_symlink():
                waiting.append(path)
    if not found:
        raise _UnusableFile(str(directory), "there is no Python file in it")
    return sorted(found)


def _module(directory: Path, path: Path) -> str:
    """Return the dotted name of a file below a directory that is a package."""
    inside = path.relative_to(directory).with_suffix("").parts
    parts = [directory.resolve().name, *inside]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _read_found(path: Path, directory: Path) -> bytes:
    """Read a file that nobody named: of whoever wrote the tree, who may be a stranger.

    Its lines are shown, so it has to lie in the tree; and nothing may be waited for.
    """
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(directory)):
        raise _UnusableFile(str(path), f"it is a link that leads out of {directory}")
    if not path.is_file():
        raise _UnusableFile(str(path), "it is not a plain file")
    return _read(path)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(limits.CHECK_FILE + 1)
    except (OSError, ValueError) as error:
        raise _UnusableFile(str(path), getattr(error, "strerror", None) or str(error)) from None


def _operations(profile: Profile, sources: list[Source]) -> list[Finding]:
    """Return a finding for each operation that would be needed and is not allowed."""
    from guardedflame.policy.decide import decide  # noqa: PLC0415 - as above
    from guardedflame.sandbox.check.job import Finding  # noqa: PLC0415 - as above

    needed: dict[str, str] = {}
    for source in sources:
        needed.setdefault("sendmodule" if source.module else "execute", source.file)
    refused: list[tuple[str, Decision]] = [
        (file, decision)
        for operation, file in needed.items()
        if not (decision := decide(profile, operation)).allowed
    ]
    return [
        Finding(
            file=file,
            kind="operation",
            message=decision.reason,
            rule=decision.rule,
            hint=decision.hint,
        )
        for file, decision in refused
    ]


def _show(report: Report, profile: Profile, policy: Policy, files: list[str]) -> None:
    for finding in report.findings:
        tui.finding(
            place=(finding.file, finding.line, finding.column),
            end=(finding.end_line, finding.end_column),
            text=finding.text,
            message=finding.message,
            rule=finding.rule,
            hint=finding.hint,
            warning=finding.warning,
        )
    refused = [finding for finding in report.findings if not finding.warning]
    by = f"profile {profile.base} of {policy.name}"
    if refused:
        tui.refused(len(refused), len({finding.file for finding in refused}), by)
    else:
        tui.accepted(files, report.order, by)


def _as_json(report: Report, profile: Profile, policy: Policy) -> str:
    return json.dumps(
        {
            "accepted": all(finding.warning for finding in report.findings),
            "policy": policy.name,
            "profile": profile.base,
            "send": report.order,
            "findings": [
                {
                    "file": finding.file,
                    "line": finding.line,
                    "column": finding.column,
                    "end": {"line": finding.end_line, "column": finding.end_column},
                    "kind": finding.kind,
                    "severity": "warning" if finding.warning else "error",
                    "message": finding.message,
                    "rule": finding.rule,
                    "hint": finding.hint,
                }
                for finding in report.findings
            ],
        }
    )
