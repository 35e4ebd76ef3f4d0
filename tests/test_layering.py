"""The layers of DESIGN.md, read from the source with ast: imports go down only.

The tables are the whole rule. A new package fails here until it has a row.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent / "guardedflame"

LAYER: Final = {
    "errors": 0,
    "limits": 0,
    "ids": 0,
    "legible": 0,
    "amounts": 0,
    "wire": 1,
    "serial": 1,
    "policy": 2,
    "ipc": 2,
    "sandbox": 3,
    "broker": 4,
    "client": 5,
    "cli": 5,
    "unsafe": 5,
}

BASE: Final = frozenset({"errors", "limits", "ids"})

#: Which parts of the package each part may import. Finer than the layers: wire and serial do not
#: know each other, broker and sandbox meet in ipc, and the client is not a server.
MAY_IMPORT: Final = {
    "errors": frozenset[str](),
    "limits": frozenset[str](),
    "ids": frozenset[str](),
    "legible": frozenset[str](),
    "amounts": frozenset[str](),
    "wire": BASE,
    "serial": BASE,
    "policy": BASE | {"amounts"},
    "ipc": BASE | {"serial"},
    "sandbox": BASE | {"amounts", "serial", "ipc"},
    "broker": BASE | {"amounts", "wire", "serial", "policy", "ipc"},
    "client": BASE | {"legible", "wire", "serial"},
    "cli": BASE | {"legible", "policy", "sandbox", "broker", "client"},
    "unsafe": BASE | {"policy"},
}

#: Single files that may import more, each for a reason the table above cannot say.
EXCEPTIONS: Final = {
    "__init__.py": frozenset({"errors", "client"}),  # what users import; client only when asked for
    "__main__.py": frozenset({"cli"}),
    "cli/serve.py": frozenset({"unsafe"}),  # the one way to full Flame, under an unsafe policy
}

#: Modules of other people that only the named files may import.
ONLY_IN: Final = {
    "ctypes": {
        "sandbox/kernel/uapi.py",
        "sandbox/guard/unicode_errors.py",
        "broker/thread_user.py",  # the broker's one: Python cannot set the fsuid of a thread
    },
    "pickle": set[str](),
    "marshal": set[str](),
    "shelve": set[str](),
    "dill": set[str](),
    "cloudpickle": set[str](),
}

#: What pure packages must not touch: they see bytes and values, never a socket or a loop.
PURE: Final = ("wire", "serial", "policy", "ipc")
IMPURE: Final = frozenset({"socket", "asyncio", "uvloop", "selectors", "subprocess", "threading"})

FILES: Final = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))


class Import(NamedTuple):
    """One import of one name: dotted and absolute, with the line it stands on."""

    line: int
    name: str


def _tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"), file)


def _part(file: str) -> str:
    return file.split("/", 1)[0].removesuffix(".py")


def _imports(file: str) -> Iterator[Import]:
    """Yield everything `file` imports, wherever it stands, typing-only blocks too."""
    for node in ast.walk(_tree(file)):
        match node:
            case ast.Import(names=names):
                yield from (Import(node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(level=level) if level:
                pytest.fail(f"guardedflame/{file}:{node.lineno}: relative import; name the package")
            case ast.ImportFrom(module=str(module), names=names):
                yield from (Import(node.lineno, f"{module}.{alias.name}") for alias in names)


def _own(file: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of this package that `file` imports."""
    for line, name in _imports(file):
        first, *rest = name.split(".")
        if first == "guardedflame" and rest and rest[0] in LAYER:
            yield line, rest[0]


def test_the_table_itself_goes_down_only() -> None:
    """No row of the table allows an import of a higher layer; sandbox and broker never meet."""
    for part, allowed in MAY_IMPORT.items():
        for other in allowed:
            assert LAYER[other] < LAYER[part] or (part, other) == ("cli", "client")
    assert "broker" not in MAY_IMPORT["sandbox"]
    assert "sandbox" not in MAY_IMPORT["broker"]


def test_every_part_has_a_row() -> None:
    """A package or top-level module without a layer is a mistake."""
    parts = {_part(file) for file in FILES} - {"__init__", "__main__"}
    assert parts <= LAYER.keys()
    assert LAYER.keys() == MAY_IMPORT.keys()


@pytest.mark.parametrize("file", FILES)
def test_imports_go_down_only(file: str) -> None:
    """No file imports up, across, or between sandbox and broker."""
    part = _part(file)
    allowed = MAY_IMPORT.get(part, frozenset()) | EXCEPTIONS.get(file, frozenset()) | {part}
    for line, other in _own(file):
        assert other in allowed, f"guardedflame/{file}:{line}: {part} may not import {other}"


@pytest.mark.parametrize("file", FILES)
def test_dangerous_modules_stay_where_they_are_allowed(file: str) -> None:
    """Raw system calls live in one file of the sandbox, one call in the broker; pickle in none."""
    for line, name in _imports(file):
        homes = ONLY_IN.get(name.split(".")[0])
        assert homes is None or file in homes, f"guardedflame/{file}:{line}: imports {name}"


@pytest.mark.parametrize("file", [file for file in FILES if _part(file) in PURE])
def test_pure_packages_know_no_sockets_and_no_loop(file: str) -> None:
    """The sans-IO packages import nothing that does input or output by itself."""
    for line, name in _imports(file):
        assert name.split(".")[0] not in IMPURE, f"guardedflame/{file}:{line}: imports {name}"


@pytest.mark.parametrize(
    "file", [file for file in FILES if _part(file) == "policy" and file != "policy/load.py"]
)
def test_only_load_reads_a_disk_in_policy(file: str) -> None:
    """Outside policy/load.py nothing of policy/ opens, reads or even names a path."""
    for line, name in _imports(file):
        assert name.split(".")[0] not in {"os", "pathlib", "io"}, f"{file}:{line}: imports {name}"
    for node in ast.walk(_tree(file)):
        match node:
            case ast.Call(func=ast.Name(id="open")):
                pytest.fail(f"guardedflame/{file}:{node.lineno}: opens a file")


@pytest.mark.parametrize("file", FILES)
def test_no_file_runs_text_or_bytes_outside_the_sandbox(file: str) -> None:
    """``eval``, ``exec`` and ``compile`` are called in sandbox/ only, by anybody's name."""
    if _part(file) == "sandbox":
        return
    for node in ast.walk(_tree(file)):
        match node:
            case ast.Call(func=ast.Name(id="eval" | "exec" | "compile" | "__import__" as name)):
                pytest.fail(f"guardedflame/{file}:{node.lineno}: calls {name}()")


@pytest.mark.parametrize("file", FILES)
def test_every_file_says_what_it_is(file: str) -> None:
    """Each file has a docstring; each package's first line names its trust domain."""
    text = ast.get_docstring(_tree(file))
    assert text, f"guardedflame/{file} has no docstring"
    if file.endswith("/__init__.py"):
        first = text.splitlines()[0]
        assert first.startswith("Trust domain: "), f"guardedflame/{file}: {first}"
