"""The whole programs of tests/programs/: what they are made of, and what CPython says of them.

Invariant: a program is text. What it should print is what CPython prints, asked anew in each run of
the tests, in a process of its own.
"""

from __future__ import annotations

import ast
import functools
import graphlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROGRAMS: Final = Path(__file__).parent / "programs"

#: The area of programs that run in plain CPython and are refused here, each with a reason.
REFUSED: Final = "refused"

#: Lines at the top of a program that may hold a header.
_HEAD: Final = 10

_HEADER: Final = re.compile(r"# (python|needs): ([a-z0-9., ]+)")

#: What a program can ask of its profile.
NEEDS: Final = frozenset({"files", "eval", "science"})


@dataclass(frozen=True)
class Program:
    """One program: ``path`` is the file that is run, ``modules`` name and source of the rest."""

    path: Path
    source: str
    modules: tuple[tuple[str, str], ...]
    stdin: str
    python: tuple[int, ...]
    needs: frozenset[str]

    @property
    def name(self) -> str:
        """Area and name, as the tests show it."""
        path = self.path.parent if self.modules else self.path.with_suffix("")
        return path.relative_to(PROGRAMS).as_posix()


@dataclass(frozen=True)
class Said:
    """What a program printed, and its exit status."""

    stdout: str
    stderr: str
    status: int


def read_programs() -> list[Program]:
    """Return every program of every area, by name. Raises ValueError for a header of no meaning."""
    single = [_read(path, ()) for path in PROGRAMS.glob("*/*.py") if path.parent.name != REFUSED]
    several = [_read(path, modules_of(path.parent)) for path in PROGRAMS.glob("*/*/main.py")]
    return sorted(single + several, key=lambda program: program.name)


def read_refused() -> list[tuple[Program, str]]:
    """Return the programs that ask for what a session does not have, and what they are told."""
    found = []
    for path in sorted((PROGRAMS / REFUSED).glob("*.py")):
        program = _read(path, ())
        first = program.source.partition("\n")[0]
        found.append((program, first.removeprefix("# refused: ")))
    return found


def _read(path: Path, modules: tuple[tuple[str, str], ...]) -> Program:
    source = path.read_text(encoding="utf-8")
    python: tuple[int, ...] = (3, 11)
    needs: set[str] = set()
    for line in source.splitlines()[:_HEAD]:
        found = _HEADER.fullmatch(line.strip())
        if found is None:
            continue
        if found[1] == "python":
            python = tuple(int(part) for part in found[2].split("."))
        else:
            needs.update(word.strip() for word in found[2].split(","))
    if not needs <= NEEDS:
        raise ValueError(f"{path.name} needs {sorted(needs - NEEDS)}; there is {sorted(NEEDS)}")
    given = path.with_suffix(".stdin")
    stdin = given.read_text(encoding="utf-8") if given.exists() else ""
    return Program(path, source, modules, stdin, python, frozenset(needs))


def modules_of(directory: Path) -> tuple[tuple[str, str], ...]:
    """Return name and source of the modules beside ``main.py``, each after those it imports."""
    sources: dict[str, str] = {}
    packages: set[str] = set()
    for path in sorted(directory.rglob("*.py")):
        parts = path.relative_to(directory).with_suffix("").parts
        if parts[-1] == "__init__":
            parts = parts[:-1]
            packages.add(".".join(parts))
        if parts != ("main",):
            sources[".".join(parts)] = path.read_text(encoding="utf-8")
    imports = {
        name: {
            each
            for target in _imports(name, source, name in packages, sources)
            for each in _with_packages(target)
            # The packages a module is in are begun before it, so that it may name them.
            if each in sources and each != name and (each == target or not _within(name, each))
        }
        for name, source in sources.items()
    }
    for name in sources:
        above = name.rpartition(".")[0]
        # A package comes before what is in it, unless it imports that itself.
        if above in sources and not _reaches(above, name, imports):
            imports[name].add(above)
    order = graphlib.TopologicalSorter(imports).static_order()
    return tuple((name, sources[name]) for name in order)


def _imports(module: str, source: str, package: bool, sources: Container[str]) -> Iterator[str]:
    for node in _run_at_import(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                parts = module.split(".")
                kept = parts[: len(parts) + (1 if package else 0) - node.level]
                origin = ".".join([*kept, origin] if origin else kept)
            for alias in node.names:
                dotted = f"{origin}.{alias.name}"
                yield dotted if dotted in sources else origin


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below, without those in functions and under ``if TYPE_CHECKING:``."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _run_at_import(child)


def _with_packages(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]


def _within(name: str, package: str) -> bool:
    return name.startswith(package + ".")


def _reaches(start: str, goal: str, imports: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        each = waiting.pop()
        if each == goal:
            return True
        if each not in seen:
            seen.add(each)
            waiting.extend(imports[each])
    return False


@functools.cache
def run_plain(program: Program) -> Said:
    """Run a program in a plain CPython, the one that runs the tests."""
    # -I keeps the directory of a program out of its path, and with it the programs beside it; one
    # of several modules has a directory of its own, and needs it.
    alone = ["-E", "-s"] if program.modules else ["-I"]
    with tempfile.TemporaryDirectory() as directory:
        done = subprocess.run(
            [sys.executable, *alone, "-B", "-X", "utf8", str(program.path)],
            cwd=directory,
            input=program.stdin.encode(),
            capture_output=True,
            timeout=60,
            check=False,
        )
    return Said(done.stdout.decode(), done.stderr.decode(), done.returncode)


def lines_of(program: Program, show: Callable[[str], object]) -> Callable[[str], str | None]:
    """Return what answers a program that asks for input, as a pipe does: no echo, then the end."""
    lines = iter(program.stdin.splitlines(keepends=True))

    def answer(prompt: str) -> str | None:
        show(prompt)
        return next(lines, None)

    return answer
