"""Open files and the size of one: an error in the program, which may make do with less."""

from __future__ import annotations

import pytest

from guardedflame.client.flame import Flame
from guardedflame.errors import LimitExceeded
from harness import Served
from limit_tools import each_wall

#: Each prints how many it got before it was refused.
MANY = {
    "files": "held = []\ntry:\n    while True: held.append(open(f'f{len(held) % 5}', 'w'))\n"
    "finally:\n    print(len(held))\n    for one in held: one.close()\n    held.clear()",
    "one_file": "open('one', 'w').close()\nheld = []\n"
    "try:\n    while True: held.append(open('one'))\n"
    "finally:\n    print(len(held))\n    for one in held: one.close()\n    held.clear()",
}
PLAIN = {
    "pipes": "import os\nheld = []\ntry:\n    while True: held += os.pipe()\n"
    "finally:\n    print(len(held))\n    for one in held: os.close(one)",
    "duplicates": "import os\nheld = []\ntry:\n    while True: held.append(os.dup(0))\n"
    "finally:\n    print(len(held))\n    for one in held: os.close(one)",
    "raised": "import resource as r\nr.setrlimit(r.RLIMIT_NOFILE, (4096, 4096))\nprint(99)",
}

LARGE = {
    "one_write": "with open('large', 'w') as file: file.write('x' * 200_000)",
    "many_writes": "with open('large', 'w') as file:\n    while True: file.write('x' * 1000)",
    "appended": "while True:\n    with open('large', 'a') as file: file.write('x' * 10_000)",
    "beyond_its_end": """
with open('large', 'wb') as file:
    file.seek(10 ** 9)
    file.write(b'x')
""",
    "truncated": "with open('large', 'wb') as file: file.truncate(10 ** 9)",
}


#: Each wall; 16 descriptors, 64 KiB in a file.
served = each_wall("open_files: 16, file_size: 64 KiB, cpu: 10s, wall: 20s")


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the one client has been told."""
    return []


@pytest.fixture(scope="module")
def flame(served: Served, said: list[str]) -> Flame:
    """One client, whose session goes through all of it."""
    flame = served.connect(timeout=60, output=lambda stream, text: said.append(text))
    flame.execute("kept = 42")
    return flame


@pytest.mark.parametrize("name", [*MANY, *PLAIN])
def test_one_file_too_many_is_refused_and_the_session_lives(
    flame: Flame, said: list[str], name: str
) -> None:
    """EMFILE; once some are closed there is room again."""
    if name in PLAIN and flame.server["language"] != "python":
        pytest.skip("the guarded language has no such descriptors")
    said.clear()
    with pytest.raises((OSError, ValueError, LimitExceeded)):
        flame.execute({**MANY, **PLAIN}[name])
    # Some numbers below the worker's own are free, too.
    assert int("".join(said) or 0) <= 16 + 8
    flame.execute("with open('after', 'w') as file: file.write('well')")
    assert flame.evaluate("kept") == 42


@pytest.mark.parametrize("name", LARGE)
def test_a_file_that_grows_too_large_is_refused_and_the_session_lives(
    flame: Flame, name: str
) -> None:
    """EFBIG, and no signal that ends the process; what is there is no longer than allowed."""
    with pytest.raises((OSError, LimitExceeded), match=r"large|space|file_size"):
        flame.execute(LARGE[name])
    assert len(flame.getfile("large")) <= 64 * 1024
    flame.execute("with open('large', 'w') as file: file.write('small')")
    assert flame.evaluate("kept") == 42


def test_a_file_that_is_sent_too_large_is_refused(flame: Flame) -> None:
    """It is written by the session, under the session's limits."""
    with pytest.raises((OSError, LimitExceeded), match=r"large|space|file_size"):
        flame.sendfile("sent", bytes(200_000))
    assert flame.evaluate("kept") == 42
