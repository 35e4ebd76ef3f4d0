"""Invariant: removing a worker's scratch directory removes all of it and nothing else.

Whatever tree of directories, files, links and modes the worker left.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from guardedflame.sandbox.kernel.directories import Directories

_NAMES = st.sampled_from(["a", "b", "1", "1.1", "1.2", " ", "\n", "é", "-rf", "*"])
_PATHS = st.lists(_NAMES, min_size=1, max_size=6)
_KINDS = st.sampled_from(["directory", "file", "link", "loop", "closed"])


@given(st.lists(st.tuples(_PATHS, _KINDS), max_size=20))
def test_everything_inside_goes_and_nothing_outside(tree: list[tuple[list[str], str]]) -> None:
    """Build the tree as a worker could, remove the slot, look at both sides."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as base:
        tempfile.tempdir = base
        home = Path.cwd()
        try:
            outside = Path(base, "outside")
            outside.mkdir()
            (outside / "kept").write_text("kept")
            directories = Directories()
            directories.make(1, os.geteuid(), os.getegid())
            directories.make(2, os.geteuid(), os.getegid())
            _build(Path(directories.path(1)), tree, outside)
            directories.remove(1)
            assert not Path(directories.path(1)).exists()
            assert sorted(p.name for p in Path(directories.path(2)).parent.iterdir()) == ["2"]
            assert (outside / "kept").read_text() == "kept"
            directories.remove_all()
            assert [p.name for p in Path(base).iterdir()] == ["outside"]
        finally:
            os.chdir(home)
            tempfile.tempdir = before


def _build(scratch: Path, tree: list[tuple[list[str], str]], outside: Path) -> None:
    closed = []
    for names, kind in tree:
        path = scratch.joinpath(*names)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if kind == "file":
                path.write_bytes(b"x")
            elif kind == "link":
                path.symlink_to(outside)
            elif kind == "loop":
                path.symlink_to(path)
            else:
                path.mkdir()
                if kind == "closed":
                    closed.append(path)
        except OSError:
            continue  # the same name twice
    for path in closed:
        path.chmod(0)
