"""Whole programs print on a client's side what they print in plain CPython, each in its session."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from corpus import Program, Said, lines_of, read_programs, run_plain
from guardedflame.errors import SessionExited
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from harness import Served, start_server

ALL = read_programs()

#: Everything the catalogue has, and what running programs takes.
POLICY = """
guardedflame: 1
listen: ["unix://{{unix}}"]
profiles:
  programs:
    isolation: {{isolation}}
    language: {{language}}
    warm: {{warm}}
    operations: [execute, sendmodule]
    modules: {{{{{modules}}}}}
    builtins: {{{{also: [eval, exec, compile]}}}}
    files: {{{{quota: 16 MiB}}}}
    limits: {{{{{{limits}}}}}}
clients:
  anyone: {{{{profile: programs}}}}
"""
SCIENCE = ("numpy", "pandas")


def policy_of(modules: Iterable[str]) -> str:
    """Return a policy that allows these modules."""
    listed = (f'{name}: "*"' for name in sorted(modules) if name != "__future__")
    return POLICY.format(modules=", ".join(listed))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all programs but those of the next."""
    running = start_server(tmp_path_factory.mktemp("programs"), policy_of(CATALOGUE))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def served_with_science(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for the programs that need numpy and pandas."""
    for name in SCIENCE:
        pytest.importorskip(name)
    directory = tmp_path_factory.mktemp("science")
    running = start_server(directory, policy_of([*CATALOGUE, *SCIENCE]))
    yield running
    running.stop()


def run_served(served: Served, program: Program) -> Said:
    """Run a program in a session of its own; raises what it raises."""
    said: dict[str, list[str]] = {"stdout": [], "stderr": []}
    status = 0
    flame = served.connect(
        unix=True,
        output=lambda stream, text: said[stream].append(text),
        input=lines_of(program, said["stdout"].append),
    )
    with flame:
        try:
            for name, source in program.modules:
                flame.sendmodule(name, source)
            flame.execute(program.source, filename=program.path.name)
        except SessionExited as leaving:
            status = leaving.code
    served.clients.remove(flame)
    return Said("".join(said["stdout"]), "".join(said["stderr"]), status)


@pytest.mark.parametrize("program", ALL, ids=lambda program: program.name)
def test_program_says_to_its_client_what_it_says_in_plain_python(
    request: pytest.FixtureRequest, program: Program
) -> None:
    """Both streams, byte for byte, and an end without an error."""
    if program.python > sys.version_info:
        pytest.skip(f"it is written for Python {'.'.join(map(str, program.python))}")
    name = "served_with_science" if "science" in program.needs else "served"
    running: Served = request.getfixturevalue(name)
    assert run_served(running, program) == run_plain(program)
