"""Scratch directories on a disk: removed whatever is in them, and never more than them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from guardedflame.sandbox.kernel.directories import Directories


@pytest.fixture
def directories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Directories:
    """Directories below this test's own temporary directory."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return Directories()


def test_links_are_removed_and_not_followed(directories: Directories, tmp_path: Path) -> None:
    """A link to a directory outside leaves that directory alone."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").touch()
    directories.make(1, os.geteuid(), os.getegid())
    scratch = Path(directories.path(1))
    (scratch / "link").symlink_to(outside)
    (scratch / "file").symlink_to(outside / "kept")
    directories.remove(1)
    assert not scratch.exists()
    assert (outside / "kept").exists()
    directories.remove_all()


def test_closed_directories_are_removed(directories: Directories) -> None:
    """A mode of 000 does not protect a directory from its owner."""
    directories.make(1, os.geteuid(), os.getegid())
    inner = Path(directories.path(1)) / "a" / "b"
    inner.mkdir(parents=True)
    inner.chmod(0)
    inner.parent.chmod(0)
    directories.remove(1)
    assert not Path(directories.path(1)).exists()
    directories.remove_all()


def test_removing_what_was_never_made_is_fine(directories: Directories) -> None:
    """A worker may die before its first step."""
    directories.remove(7)
    directories.remove_all()


def test_next_zygote_sweeps_what_a_killed_one_left(
    directories: Directories, tmp_path: Path
) -> None:
    """Directories nobody holds the lock of go; those of a living zygote stay."""
    left = tmp_path / "guardedflame-scratch-left"
    (left / "1" / "deep").mkdir(parents=True)
    other = Directories()
    assert not left.exists()
    assert Path(directories.path(1)).parent.exists()
    other.remove_all()
    directories.remove_all()
    assert list(tmp_path.iterdir()) == []
