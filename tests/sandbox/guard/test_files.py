"""open and the session's directory, as guarded code has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from guardedflame.errors import CallRefused
from guardedflame.sandbox.guard.files import SessionFiles
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language
from guardedflame.sandbox.guard.services import Services


@pytest.fixture(name="language")
def language_fixture(tmp_path: Path) -> GuardedLanguage:
    """A language with a directory."""
    files = SessionFiles(str(tmp_path / "own"))
    (tmp_path / "own").mkdir()
    (tmp_path / "canary").write_text("canary")
    return guarded_language(modules={"csv": "*", "json": "*"}, services=Services(files=files))


def test_files_are_written_and_read_back(language: GuardedLanguage, tmp_path: Path) -> None:
    """Text and bytes, by lines, in every mode, with csv and json."""
    language.execute(
        "with open('a.txt', 'w') as f:\n"
        "    print('one', file=f)\n"
        "    f.writelines(['two\\n', 'three'])\n"
        "with open('a.txt', 'a') as f: f.write('!')\n"
        "lines = [line.rstrip() for line in open('a.txt')]\n"
        "with open('b.bin', 'xb') as f: f.write(bytes(range(4)))\n"
        "with open('b.bin', 'r+b') as f:\n"
        "    f.seek(2); f.write(b'zz'); f.seek(0); raw = f.read()\n"
        "import csv, json\n"
        "with open('t.csv', 'w', newline='') as f: csv.writer(f).writerows([[1, 2], [3, 4]])\n"
        "rows = list(csv.reader(open('t.csv', newline='')))\n"
    )
    assert language.evaluate("lines") == ["one", "two", "three!"]
    assert language.evaluate("(raw, rows)") == (b"\0\1zz", [["1", "2"], ["3", "4"]])
    assert (tmp_path / "own" / "t.csv").read_bytes() == b"1,2\r\n3,4\r\n"


def test_errors_are_those_of_open(language: GuardedLanguage) -> None:
    """Class, number and text."""
    with pytest.raises(FileNotFoundError) as caught:
        language.evaluate("open('nothing')")
    assert str(caught.value) == "[Errno 2] No such file or directory: 'nothing'"
    for mode in ("rw", "", "q", "bt", "rr"):
        with pytest.raises(ValueError, match="mode"):
            language.evaluate(f"open('nothing', {mode!r})")
    language.execute("open('x', 'w').close()")
    with pytest.raises(FileExistsError):
        language.evaluate("open('x', 'x')")
    with pytest.raises(IsADirectoryError):
        language.evaluate("open('.')")
    with pytest.raises(TypeError):
        language.evaluate("open(['x'])")


@pytest.mark.parametrize(
    "name",
    [
        "../canary",
        "a/../../canary",
        "/etc/passwd",
        "//etc/passwd",
        "link",
        "way/passwd",
        "../own/../canary",
        "fifo",
    ],
)
@pytest.mark.parametrize("mode", ["r", "w", "a", "r+", "rb"])
def test_nothing_outside_of_the_directory_is_opened(
    language: GuardedLanguage, tmp_path: Path, name: str, mode: str
) -> None:
    """Names that lead out, links and what is no file; nothing is created or cut."""
    (tmp_path / "own" / "link").symlink_to(tmp_path / "canary")
    (tmp_path / "own" / "way").symlink_to("/etc")
    os.mkfifo(tmp_path / "own" / "fifo")
    with pytest.raises((CallRefused, OSError)):
        language.evaluate(f"open({name!r}, {mode!r})")
    assert (tmp_path / "canary").read_text() == "canary"


@pytest.mark.parametrize(
    "source",
    [
        "open(0)",
        "open(True)",
        "class P:\n def __fspath__(self): return '/etc/passwd'\nopen(P())",
        "class S(str):\n def split(self, *a): return ['x']\nopen(S('/etc/passwd'))",
        "open('x', 'w', opener=lambda n, f: 0)",
        "open('x', 'w')._file",
        "open('x', 'w').buffer",
        "open('x', 'w').fileno()",
        "open('x', 'w').__init__('/etc/passwd', 'x', 'r')",
        "type(open('x', 'w'))('x', 'y', 'z')",
        "class F(type(open('x', 'w'))): pass",
        "open('x', 'w').detach()",
        "open('x', 'w').reconfigure()",
        "open.__self__",
        "open.__func__",
        "open('x\\0y')",
    ],
)
def test_a_file_is_no_door(language: GuardedLanguage, source: str) -> None:
    """Neither by its name, nor by what it is made of."""
    with pytest.raises((CallRefused, AttributeError, TypeError, ValueError)):
        language.execute(source)


def test_without_files_open_is_refused() -> None:
    """With what to do instead."""
    with pytest.raises(CallRefused, match="open") as caught:
        guarded_language(modules={}).evaluate("open('x')")
    assert "files" in caught.value.hint


def test_directories(tmp_path: Path) -> None:
    """What the functions of os do, inside."""
    files = SessionFiles(str(tmp_path))
    files.makedirs("a/b/c")
    files.makedirs("a/b/c", exist_ok=True)
    files.open("a/b/f", "w").close()
    files.rename("a/b/f", "a/g")
    assert files.listdir("a") == ["b", "g"]
    assert (files.isdir("a/b"), files.isfile("a/g"), files.exists("a/x")) == (True, True, False)
    assert files.getsize("a/g") == 0
    files.remove("a/g")
    files.rmdir("a/b/c")
    with pytest.raises(CallRefused):
        files.rename("a", "../b")
    with pytest.raises(FileNotFoundError):
        files.remove("a/g")
