"""Row 42: a session leaves a link where the host will read, write, chown or remove something.

CVE-2024-28185, CVE-2024-28189, CVE-2024-29021 (Judge0), CVE-2011-2765 (Pyro3: a pid file).
Not against the language wall alone: it has no word for making a link.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from escapes import Walls
from guardedflame.client import Flame
from guardedflame.errors import GuardedFlameError
from targets import Target

#: What the session leaves in its directory; every name is tried as a file by the host afterwards.
TRAPS = {
    "link_to_a_file": "os.symlink(FILE, 'x')",
    "link_to_a_directory": "os.symlink(DIRECTORY, 'x')",
    "relative_link": "os.symlink(os.path.relpath(FILE), 'x')",
    "link_to_a_link": "os.symlink(FILE, 'y')\nos.symlink('y', 'x')",
    "hard_link": "os.link(FILE, 'x')",
    "link_of_the_processes": "os.symlink('/proc/self/root' + FILE, 'x')",
    "directory_swapped_for_a_link": "os.mkdir('x')\nos.rmdir('x')\nos.symlink(DIRECTORY, 'x')",
    "pipe": "os.mkfifo('x')",
    "device": "os.mknod('x', 0o600 | 0o020000, os.makedev(1, 3))",
    "socket": "import socket\nsocket.socket(socket.AF_UNIX).bind('x')",
    "deep_under_a_link": "os.mkdir('a')\nos.symlink(DIRECTORY, 'a/x')\nos.chmod('a', 0)",
}


def host_uses(flame: Flame, name: str, text: bytes) -> list[object]:
    """Have the host read and write what the session left; return what came of it."""
    seen: list[object] = []
    for use in (
        lambda: flame.getfile(name),
        lambda: flame.sendfile(name, text),
        lambda: flame.sendfile(f"{name}/taken", text),
        lambda: flame.getfile(f"{name}/taken"),
    ):
        try:
            seen.append(use())
        except GuardedFlameError as error:
            seen.append(error)
        except OSError as error:
            seen.append(error)
    return seen


@pytest.mark.parametrize("trap", TRAPS)
def test_links_left_for_the_host_are_not_followed(walls: Walls, trap: str) -> None:
    """Neither by getfile and sendfile, nor when the session's directory is removed."""
    target: Target = walls.target("kernel")
    said: list[str] = []
    flame = target.enter(said)
    (walls.bait.directory / "kept").write_text("kept")
    with contextlib.suppress(OSError):
        flame.execute("import os\n" + TRAPS[trap])
    seen = host_uses(flame, "x", b"overwritten")
    target.leave(flame)  # its directory is removed now
    target.assert_well()
    assert (walls.bait.directory / "kept").read_text() == "kept"
    (walls.bait.directory / "kept").unlink()
    assert not walls.bait.taken("".join(said) + repr(seen))


@pytest.mark.parametrize("trap", ["link_to_a_file", "relative_link", "link_to_a_link"])
def test_a_host_that_opens_by_name_follows_them(
    walls: Walls, trap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a wall: the traps are real."""
    home = walls.bait.session
    monkeypatch.chdir(home)
    exec("import os\n" + TRAPS[trap], {**walls.bait.names(), "__name__": "host"})
    assert Path("x").read_text() == walls.bait.secret
    Path("x").write_text("overwritten")
    assert "file changed" in walls.bait.taken("")
    assert not list(home.iterdir())
