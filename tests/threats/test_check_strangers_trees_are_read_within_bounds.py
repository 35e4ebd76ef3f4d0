"""``guardedflame check DIRECTORY`` on a tree of somebody else's, as continuous integration does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from guardedflame import limits
from guardedflame.cli import exits

SECRET = "TOKEN=r0sebud and more"


def check(*files: Path | str) -> subprocess.CompletedProcess[str]:
    """Run the command; a hang is a failure."""
    policy = Path(__file__).parents[2] / "policies" / "analyst.yaml"
    words = [sys.executable, "-m", "guardedflame", "check", "--policy", str(policy), *files]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)


def refused(done: subprocess.CompletedProcess[str], why: str) -> None:
    """Assert that the command said in its own words why it reads no further."""
    assert done.returncode == exits.USAGE
    assert why in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A package with one harmless file."""
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "a.py").write_text("x = 1\n")
    return tree


def test_a_pipe_in_the_tree_is_not_waited_for(tree: Path) -> None:
    """Opening it would wait for a writer, for ever."""
    os.mkfifo(tree / "b.py")
    refused(check(tree), "b.py: it is not a plain file")


def test_a_link_out_of_the_tree_shows_no_line_of_another_file(tree: Path) -> None:
    """The first line that is no Python is quoted: /proc/self/environ holds a job's secrets."""
    secret = tree.parent / "secret"
    secret.write_text(SECRET)
    (tree / "b.py").symlink_to(secret)
    done = check(tree)
    refused(done, "b.py: it is a link that leads out of")
    assert SECRET not in done.stdout + done.stderr


def test_links_within_the_tree_are_read(tree: Path) -> None:
    """They show nothing that is not in the tree."""
    (tree / "b.py").symlink_to("a.py")
    assert check(tree).returncode == exits.OK


@pytest.mark.parametrize("directory", [False, True])
def test_a_link_to_itself_is_said(tree: Path, directory: bool) -> None:
    """No RuntimeError of pathlib's; named by itself, too."""
    (tree / "b.py").symlink_to("b.py")
    refused(check(tree if directory else tree / "b.py"), "b.py: ")


def test_a_tree_deeper_than_calls_can_go_is_read(tree: Path) -> None:
    """Directories in directories, 1500 of them; their name is too long for a module."""
    before = Path.cwd()
    os.chdir(tree)
    try:
        for _ in range(1500):
            Path("d").mkdir()
            os.chdir("d")
        Path("deep.py").write_text("x = 1\n")
        done = check(tree)
        Path("deep.py").unlink()
        # What clears temporary directories goes down by calls.
        while Path.cwd() != tree:
            os.chdir("..")
            Path("d").rmdir()
    finally:
        os.chdir(before)
    assert done.returncode == exits.REFUSED
    assert "deep.py: refused: it cannot be sent as" in done.stdout


def test_files_are_counted_as_they_are_read(tree: Path) -> None:
    """A thousand sparse files of 16 MiB take a stranger nothing and the reader all its memory."""
    for number in range(limits.CHECK_BYTES // limits.CHECK_FILE + 2):
        with (tree / f"b{number}.py").open("wb") as file:
            file.truncate(limits.CHECK_FILE)
    refused(check(tree), "all files together are over")
    for path in tree.iterdir():
        path.unlink()
    for number in range(limits.CHECK_FILES + 1):
        (tree / f"c{number}.py").touch()
    refused(check(tree), f"more than {limits.CHECK_FILES} files")


def test_a_name_with_a_newline_says_nothing_of_its_own(tree: Path) -> None:
    """It would read as a line of the command's: "accepted"."""
    (tree / "b\nmain.py: accepted by profile analyst\n.py").write_text("x.__globals__ = 1\n")
    done = check(tree)
    assert done.returncode == exits.REFUSED
    assert not [line for line in done.stdout.splitlines() if line.startswith("main.py")]


def test_a_name_that_is_no_text_is_told_as_its_bytes(tree: Path) -> None:
    """Names of files are bytes; messages between processes are text."""
    (tree / os.fsdecode(b"b\xff.py")).write_text("x.__globals__\n")
    done = check(tree, "--json")
    assert done.returncode == exits.REFUSED
    assert done.stderr == ""
    told = json.loads(done.stdout)["findings"]
    assert {Path(each["file"]).name for each in told} == {"b\\xff.py"}
    assert {each["kind"] for each in told} == {"language", "module"}


def test_many_circles_are_told_in_few_words(tree: Path) -> None:
    """Sixty modules that all import each other; the way round of each was in each message."""
    for number in range(60):
        lines = [f"import tree.m{other}\n" for other in range(60)]
        (tree / f"m{number}.py").write_text("".join(lines))
    done = check(tree, "--json")
    told = json.loads(done.stdout)["findings"]
    assert len(told) > 1000
    assert {each["kind"] for each in told} == {"import"}
    assert max(len(each["message"]) for each in told) < 400
