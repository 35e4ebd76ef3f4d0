"""Whole programs print on a client's side what they print in plain CPython, each in its session."""

from __future__ import annotations

import sys
from collections.abc import Iterator
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
""".format(modules=", ".join(f'{name}: "*"' for name in sorted(CATALOGUE) if name != "__future__"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all programs."""
    running = start_server(tmp_path_factory.mktemp("programs"), POLICY)
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
    served: Served, program: Program
) -> None:
    """Both streams, byte for byte, and an end without an error."""
    if program.python > sys.version_info:
        pytest.skip(f"it is written for Python {'.'.join(map(str, program.python))}")
    assert run_served(served, program) == run_plain(program)
