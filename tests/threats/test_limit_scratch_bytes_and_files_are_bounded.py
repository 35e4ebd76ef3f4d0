"""A session's directory is bounded in bytes and in files, whatever fills it, at every isolation.

Under ``full`` the kernel refuses what is too much and the session goes on. Under ``partial`` and
``process`` the directory is on a disk: the broker looks, and the session is ended.
"""

from __future__ import annotations

import pytest

from guardedflame.errors import LimitExceeded
from harness import ANALYST, Serve

FILES = ANALYST.replace("    limits:", "    files: {{quota: 1 MiB}}\n    limits:").replace(
    'math: "*",', 'math: "*", os: "*",'
)
LEVELS = ("full", "partial", "process")

#: Each goes on until it is ended; where the kernel refuses, the error leaves the program.
WAYS = {
    "one_big_file": ("scratch", "with open('f', 'wb') as f:\n  while True: f.write(bytes(65536))"),
    "many_small_files": (
        "scratch",
        (
            "for n in range(40):\n  with open(f'f{n}', 'wb') as f: f.write(bytes(65536))\n"
            "while True: pass"
        ),
    ),
    "appended": (
        "scratch",
        (
            "for n in range(40):\n  with open(f'f{n % 4}', 'ab') as f: f.write(bytes(65536))\n"
            "while True: pass"
        ),
    ),
    "removed_but_open": (
        "scratch",
        (
            "import os\nkept = []\nfor n in range(20):\n  f = open('f', 'wb')\n"
            "  f.write(bytes(100_000))\n  f.flush()\n  kept.append(f)\n  os.remove('f')\n"
            "while True: pass"
        ),
    ),
    "empty_files": (
        "scratch_files",
        "for n in range(200): open(f'f{n}', 'w').close()\nwhile True: pass",
    ),
    "directories": (
        "scratch_files",
        "import os\nfor n in range(200): os.mkdir(f'd{n}')\nwhile True: pass",
    ),
    "files_in_directories": (
        "scratch_files",
        (
            "import os\nfor n in range(20):\n  os.mkdir(f'd{n}')\n"
            "  for m in range(10): open(f'd{n}/f{m}', 'w').close()\nwhile True: pass"
        ),
    ),
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("way", WAYS)
def test_a_directory_holds_no_more_than_it_may(serve: Serve, level: str, way: str) -> None:
    """The verdict names the limit; the next call finds a session that works."""
    limit, source = WAYS[way]
    served = serve(FILES, isolation=level, warm=0, limits="scratch_files: 60, wall: 60s")
    flame = served.connect(timeout=120)
    with pytest.raises(LimitExceeded) as ended:
        flame.execute(source)
    # One file meets the bound of each file first.
    expected = {"scratch", "file_size"} if way == "one_big_file" else {limit}
    assert ended.value.limit in expected
    assert ended.value.allowed
    assert ended.value.used
    assert "policy.yaml" in ended.value.rule
    assert ended.value.state_survived or level != "full"
    assert flame.evaluate("6 * 7") == 42


#: Past the language wall: what guarded code has no word for, in a worker with a kernel wall only.
#: Symbolic links, pipes, sockets and devices are none of them: the kernel wall refuses to make any.
LINKS = {
    "names_of_one_file": "open('f', 'w').close()\nfor n in range(200): os.link('f', f'l{n}')",
    "directories": "for n in range(200): os.mkdir(f'd{n}')",
    "removed_but_open": "kept = []\nfor n in range(20):\n  f = open('f', 'wb', buffering=0)\n"
    "  kept.append(f)\n  f.write(bytes(100000))\n  os.unlink('f')",
}


@pytest.mark.parametrize("way", LINKS)
def test_plain_python_fills_no_more_than_its_own_mount(serve: Serve, way: str) -> None:
    """Under full isolation the kernel counts every kind of entry, and files without a name."""
    served = serve(
        language="python", warm=0, limits="scratch: 1 MiB, scratch_files: 60, open_files: 64"
    )
    flame = served.connect(timeout=60)
    flame.execute("import os")
    with pytest.raises(LimitExceeded) as ended:
        flame.execute(LINKS[way])
    assert ended.value.limit == ("scratch" if way == "removed_but_open" else "scratch_files")
    assert ended.value.state_survived
    flame.execute(
        "kept = []\n"
        "for n in os.listdir('.'): (os.rmdir if os.path.isdir(n) else os.unlink)(n)\n"
        "open('again', 'w').close()"
    )


def test_sent_files_count_and_the_session_is_told(serve: Serve) -> None:
    """Sendfile fills the same directory; between two calls it is looked at, too."""
    served = serve(isolation="partial", warm=0, limits="scratch: 256 KiB, scratch_files: 5")
    flame = served.connect(timeout=60)
    with pytest.raises(LimitExceeded) as ended:
        for n in range(10_000):
            flame.sendfile(f"f{n % 20}", b"x")
    assert ended.value.limit == "scratch_files"
    assert not ended.value.state_survived
