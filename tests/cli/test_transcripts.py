"""The command line, as people see it: each tests/cli/*.txt is a session at a shell, run for real.

A line ``$ command`` is run, ``< text`` lines after it are its standard input, all others what it
prints (stdout and stderr together), and ``? n`` is its exit code, 0 where there is none. ``...``
stands for any text within a line, a line of only ``...`` for any lines, ``~~~`` for the carets that
this CPython draws there or does not. ``{tcp}``, ``{port}``,
``{unix}`` and ``{unixpath}`` are where one server listens, ``{tmp}`` is the transcript's own
directory; ``> name`` and the indented lines below it make a file there first. Lines that start
with # are comments.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ENVIRONMENT = {
    "PATH": os.environ.get("PATH", ""),
    "PYTHONPATH": str(HERE.parent.parent),
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "100",
}


@dataclass
class Step:
    """One command of a transcript."""

    line: int
    command: str
    typed: str = ""
    expected: list[str] = field(default_factory=list)
    code: int = 0


def read_transcript(text: str) -> tuple[dict[str, str], list[Step]]:
    """Return the files and the steps of a transcript."""
    files: dict[str, str] = {}
    steps: list[Step] = []
    name = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("# ") or line == "#":
            continue
        if line.startswith("> "):
            name = line[2:]
            files[name] = ""
        elif name and line.startswith("    "):
            files[name] += line[4:] + "\n"
        elif line.startswith("$ "):
            name = ""
            steps.append(Step(number, line[2:]))
        elif steps and (line == "<" or line.startswith("< ")):
            steps[-1].typed += line[2:] + "\n"
        elif steps and line.startswith("? "):
            steps[-1].code = int(line[2:])
        elif steps:
            steps[-1].expected.append(line)
    for step in steps:
        while step.expected and not step.expected[-1]:
            step.expected.pop()
    return files, steps


def pattern_of(expected: list[str], places: Mapping[str, str]) -> str:
    """Return the regular expression that the output must match as a whole."""
    parts = []
    for line in expected:
        if line == "...":
            parts.append("(?:.*\n)*?")
            continue
        if line.strip() == "~~~":
            parts.append("(?: *[~^]+\n)?")
            continue
        for name, value in places.items():
            line = line.replace(f"{{{name}}}", value)  # noqa: PLW2901 - one line, step by step
        parts.append(".*".join(re.escape(piece) for piece in line.split("...")) + "\n")
    return "".join(parts)


def run_step(step: Step, places: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one command in the transcript's directory; the command itself is this interpreter's."""
    command = step.command
    for name, value in places.items():
        command = command.replace(f"{{{name}}}", value)
    words = shlex.split(command)
    environment = dict(ENVIRONMENT)
    while "=" in words[0]:
        key, _, value = words.pop(0).partition("=")
        environment[key] = value
    assert words.pop(0) == "guardedflame"
    return subprocess.run(
        [sys.executable, "-m", "guardedflame", *words],
        input=step.typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=places["tmp"],
        env=environment,
        timeout=30,
        check=False,
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Run one server for all transcripts, started by the command itself; where it listens."""
    directory = tmp_path_factory.mktemp("server")
    policy = (HERE / "transcripts.yaml").read_text().replace("{directory}", str(directory))
    (directory / "transcripts.yaml").write_text(policy)
    command = [sys.executable, "-m", "guardedflame", "serve", "--policy", "transcripts.yaml"]
    with subprocess.Popen(
        command, cwd=directory, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            said = []
            for line in process.stdout:
                said.append(line)
                if line.startswith("server is running"):
                    break
            places = re.findall(r"^listening on (.*)$", "".join(said), re.MULTILINE)
            assert len(places) >= 2, said
            tcp = next(place for place in places if place.startswith("127.0.0.1:"))
            yield {
                "tcp": tcp,
                "port": tcp.partition(":")[2],
                "unix": f"unix:{directory}/flame.sock",
                "unixpath": f"{directory}/flame.sock",
            }
        finally:
            process.terminate()
            rest, _ = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "server stopped" in rest


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.txt")))
def test_transcript(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Each command prints what the transcript says and exits with its code."""
    text = (HERE / name).read_text(encoding="utf-8")
    files, steps = read_transcript(text)
    for file, content in files.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(content, encoding="utf-8")
    places = {"tmp": str(tmp_path)}
    if "{port}" in text or "{tcp}" in text:
        places.update(request.getfixturevalue("server"))
    assert steps
    for step in steps:
        done = run_step(step, places)
        where = f"{name}:{step.line}: $ {step.command}\n{done.stdout}"
        assert done.returncode == step.code, where
        assert re.fullmatch(pattern_of(step.expected, places), done.stdout), where
