"""Measuring a directory somebody hostile has filled: bounded, following nothing, counting all."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from guardedflame.broker.scratch import DEEPEST, Kept, measure

MOST = {"size_most": 1 << 20, "files_most": 50}


def look(path: Path, pid: int = 0) -> Kept:
    """Measure, with this process for a worker."""
    found = measure(str(path), pid, **MOST)
    assert found is not None
    return found


def test_what_is_there_is_counted(tmp_path: Path) -> None:
    """Bytes as a disk gives them out, entries of every kind, the directory itself."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "file").write_bytes(bytes(10_000))
    os.mkfifo(tmp_path / "pipe")
    kept = look(tmp_path)
    assert kept.files == 4
    assert 10_000 <= kept.size < 100_000
    assert not kept.over


def test_links_are_counted_and_not_followed(tmp_path: Path) -> None:
    """What is outside is nobody's business; a link to the directory itself is no way round."""
    home = tmp_path / "home"
    home.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    for n in range(100):
        (outside / str(n)).write_bytes(bytes(100_000))
    (home / "out").symlink_to(outside)
    (home / "round").symlink_to(home)
    kept = look(home)
    assert kept.files == 3
    assert not kept.over


def test_a_link_in_the_directorys_place_is_not_followed(tmp_path: Path) -> None:
    """Nothing is measured in its stead, and nothing passes."""
    (tmp_path / "link").symlink_to("/usr")
    assert look(tmp_path / "link").over == "hidden"


def test_a_file_of_several_names_takes_its_bytes_once(tmp_path: Path) -> None:
    """Each name is an entry."""
    (tmp_path / "file").write_bytes(bytes(200_000))
    for n in range(9):
        (tmp_path / f"name{n}").hardlink_to(tmp_path / "file")
    kept = look(tmp_path)
    assert kept.files == 11
    assert kept.size < 400_000


def test_a_sparse_file_takes_what_it_takes(tmp_path: Path) -> None:
    """Holes are no bytes of the disk."""
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(1 << 40)
        file.seek(1 << 30)
        file.write(b"x")
    assert not look(tmp_path).over


@pytest.mark.parametrize("many", ["files", "bytes"])
def test_a_look_ends_where_the_bound_is_passed(tmp_path: Path, many: str) -> None:
    """Ten thousand files cost no more to find than a few too many."""
    for n in range(300):
        (tmp_path / str(n)).write_bytes(b"" if many == "files" else bytes(100_000))
    kept = look(tmp_path)
    assert kept.over == ("scratch_files" if many == "files" else "scratch")
    assert kept.files <= 51
    assert kept.size <= (1 << 20) + 200_000


def test_names_of_every_kind_are_names(tmp_path: Path) -> None:
    """Bytes that are no text, line ends, the longest name there is."""
    for name in (b"\xff\xfe", b"a\nb", b"-rf", b"x" * 255, b"..."):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).mkdir()
    assert look(tmp_path).files == 6


def test_a_directory_deeper_than_anybody_needs_is_too_many(tmp_path: Path) -> None:
    """Each level would take a descriptor of the broker's."""
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - counting only
    deep = tmp_path
    for _ in range(DEEPEST):
        deep /= "d"
    deep.mkdir(parents=True)
    kept = measure(str(tmp_path), 0, size_most=1 << 20, files_most=1000)
    assert kept is not None
    assert (kept.files, kept.over) == (DEEPEST + 1, "deep")
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_directory_that_may_not_be_read_hides_nothing(tmp_path: Path) -> None:
    """What cannot be counted is not taken for nothing."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert look(tmp_path).over == "hidden"
    finally:
        closed.chmod(0o700)


def test_a_directory_that_is_gone_is_no_verdict(tmp_path: Path) -> None:
    """The session is ending, or its slot is another's already."""
    assert measure(str(tmp_path / "gone"), 0, **MOST) is None


def test_directories_take_what_they_keep(tmp_path: Path) -> None:
    """Some file systems give back no block of a directory whose names were removed."""
    directories = [tmp_path / str(n) for n in range(6)]
    for directory in directories:
        directory.mkdir()
        for n in range(900):
            (directory / f"{n:0250}").touch()
        for n in range(900):
            (directory / f"{n:0250}").unlink()
    taken = sum(directory.stat().st_blocks * 512 for directory in directories)
    kept = look(tmp_path)
    assert kept.over == ("scratch" if taken > MOST["size_most"] else "")
    assert kept.over or kept.size >= taken


def test_the_directory_itself_may_not_grow_for_nothing(tmp_path: Path) -> None:
    """Its first block was there before the session; the others are the session's."""
    assert look(tmp_path).size == 0
    for n in range(900):
        (tmp_path / f"{n:0250}").touch()
    for n in range(900):
        (tmp_path / f"{n:0250}").unlink()
    assert look(tmp_path).size >= tmp_path.stat().st_blocks * 512 - tmp_path.stat().st_blksize


def _label(path: Path, names: int, size: int) -> None:
    """Put extended attributes on a file, as many as the file system takes."""
    try:
        os.setxattr(path, "user.0", b"")
    except OSError:
        pytest.skip("no user's attributes on this file system (tmpfs: Linux 6.6)")
    with contextlib.suppress(OSError):  # ext4 has room for 4 KiB
        for n in range(names):
            os.setxattr(path, f"user.{n:0200}", bytes(size))


@pytest.fixture(name="memory")
def memory_fixture() -> Iterator[Path]:
    """A directory on a file system in memory, where attributes are as long as one likes."""
    if not os.access("/dev/shm", os.W_OK):
        pytest.skip("no /dev/shm")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as directory:
        yield Path(directory)


@pytest.mark.parametrize("what", ["file", "directory", "itself"])
def test_extended_attributes_count(memory: Path, what: str) -> None:
    """A tmpfs keeps them in memory, where no block is counted."""
    at = memory if what == "itself" else memory / what
    (at.mkdir if what == "directory" else at.touch)()
    _label(at, 20, 1000)
    assert 20_000 < look(memory).size < 40_000
    _label(at, 20, 60_000)
    assert look(memory).over == "scratch"


def test_names_of_attributes_count(memory: Path) -> None:
    """With values of no bytes; more than the kernel lists are not taken for none."""
    (memory / "file").touch()
    _label(memory / "file", 100, 0)
    assert look(memory).size > 100 * 200
    _label(memory / "file", 400, 0)
    assert look(memory).over == "hidden"


def test_attributes_are_not_looked_for_behind_a_link(memory: Path) -> None:
    """They are somebody else's."""
    home, outside = memory / "home", memory / "outside"
    home.mkdir()
    outside.touch()
    _label(outside, 20, 60_000)
    (home / "link").symlink_to(outside)
    assert not look(home).over


def test_files_without_a_name_count_while_they_are_open(tmp_path: Path) -> None:
    """Where the kernel shows them: here the worker is a process of our own."""
    source = (
        "import os, sys\n"
        "kept = [open('f', 'wb', buffering=0)]\n"
        "kept[0].write(bytes(2 << 20))\n"
        "os.unlink('f')\n"
        "print('x', flush=True)\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-I", "-c", source],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        assert look(tmp_path, process.pid).over == "scratch"
        assert not look(tmp_path).over
        process.communicate()


def test_descriptors_that_wait_in_our_own_socket_are_found(tmp_path: Path) -> None:
    """A worker whose client reads nothing could leave removed files there."""
    ours, theirs = socket.socketpair()
    with ours, theirs, (tmp_path / "f").open("wb") as file:
        most = {"size_most": 1 << 20, "files_most": 50, "link": ours.fileno()}
        kept = measure(str(tmp_path), 0, **most)
        assert kept is not None
        assert not kept.over
        socket.send_fds(theirs, [b"x"], [file.fileno()])
        kept = measure(str(tmp_path), 0, **most)
        assert kept is not None
        assert kept.over == "removed"
