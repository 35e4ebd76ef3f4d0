"""Files in and out of a session's directory: one plain name at a time, and nothing beside it."""

from __future__ import annotations

import os
import resource
import socket
from pathlib import Path

import pytest

from guardedflame.errors import CallRefused, LimitExceeded, ValueRefused
from guardedflame.sandbox.scratch import Scratch

MOST = 10_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The session's directory, beside a file that is nobody's business."""
    (tmp_path / "secret").write_text("secret")
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def scratch(home: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """What is tested, in the directory as a worker is."""
    monkeypatch.chdir(home)
    return Scratch("policy.yaml:9 limits.scratch")


def test_bytes_come_back_as_they_were(scratch: Scratch, home: Path) -> None:
    """Also none, and a bytearray; the last write counts, the mode is for the owner."""
    for data in (b"", b"\x00\xff" * 100, bytearray(b"mutable"), b"short"):
        scratch.write("file", data)
        assert scratch.read("file", MOST) == data
    assert (home / "file").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["a b", "-rf", "ünï", "x" * 255, "...", "c:\\x", "\n", "~", "*"])
def test_odd_but_plain_names_are_names(scratch: Scratch, name: str) -> None:
    """A name is data."""
    scratch.write(name, b"x")
    assert scratch.read(name, MOST) == b"x"


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../secret", "/etc/passwd", "sub/file", "./file", "file/", "//", "a\0b",
     "../home/file"],
)  # fmt: skip
def test_names_with_a_way_in_them_are_refused(scratch: Scratch, home: Path, name: str) -> None:
    """Both ways, before anything is opened."""
    with pytest.raises(CallRefused, match="plain file name"):
        scratch.write(name, b"x")
    with pytest.raises(CallRefused, match="plain file name"):
        scratch.read(name, MOST)
    assert list(home.iterdir()) == []
    assert (home.parent / "secret").read_text() == "secret"


def test_links_are_not_followed(scratch: Scratch, home: Path) -> None:
    """The session's own code can make them; the worker's hand does not go through."""
    (home / "link").symlink_to(home.parent / "secret")
    (home / "dangling").symlink_to(home.parent / "new")
    for name in ("link", "dangling"):
        with pytest.raises((OSError, CallRefused)):
            scratch.read(name, MOST)
        with pytest.raises((OSError, CallRefused)):
            scratch.write(name, b"x")
    assert (home.parent / "secret").read_text() == "secret"
    assert not (home.parent / "new").exists()


def test_what_is_no_plain_file_is_refused_without_waiting(scratch: Scratch, home: Path) -> None:
    """A fifo that nobody writes, a directory, a socket."""
    os.mkfifo(home / "fifo")
    (home / "directory").mkdir()
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(home / "socket"))
        for name in ("fifo", "directory", "socket"):
            with pytest.raises((CallRefused, OSError)):
                scratch.read(name, MOST)


@pytest.mark.timeout(5)
def test_a_fifo_nobody_reads_does_not_hold_up_a_write(scratch: Scratch, home: Path) -> None:
    """The session's own code made it; sendfile must answer."""
    os.mkfifo(home / "fifo")
    with pytest.raises((CallRefused, OSError)):
        scratch.write("fifo", b"x")


def test_a_file_that_is_not_there(scratch: Scratch) -> None:
    """Python's own error, with its name and no path."""
    with pytest.raises(FileNotFoundError) as caught:
        scratch.read("nothing", MOST)
    assert caught.value.filename == "nothing"


def test_a_file_larger_than_a_result_is_not_read_whole(scratch: Scratch, home: Path) -> None:
    """Exactly as large passes."""
    scratch.write("file", b"x" * 100)
    assert len(scratch.read("file", 100)) == 100
    with pytest.raises(LimitExceeded) as caught:
        scratch.read("file", 99)
    assert caught.value.limit == "result"
    with (home / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(LimitExceeded):
        scratch.read("sparse", 1000)


def test_what_does_not_fit_is_refused_and_removed(scratch: Scratch, home: Path) -> None:
    """No half a file stays behind; the limit is named, and its rule is the broker's to say."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(LimitExceeded) as caught:
            scratch.write("file", b"x" * 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.limit == "file_size"
    assert caught.value.rule == ""
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("wrong", ["text", None, 5, [1], memoryview(b"x")])
def test_what_is_no_bytes_is_refused(scratch: Scratch, home: Path, wrong: object) -> None:
    """Nothing is opened."""
    with pytest.raises(ValueRefused, match="takes bytes"):
        scratch.write("file", wrong)
    assert list(home.iterdir()) == []


def test_no_descriptor_is_left_open(scratch: Scratch, home: Path) -> None:
    """Whatever comes of it."""
    scratch.write("file", b"x")
    (home / "link").symlink_to("file")
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - counting only
    for _ in range(50):
        scratch.write("file", b"x")
        scratch.read("file", MOST)
        for name in ("nothing", "link", "..", "x" * 300):
            with pytest.raises((CallRefused, OSError)):
                scratch.read(name, MOST)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
