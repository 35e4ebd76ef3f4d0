"""Row 41: large files, sparse files, many files, deep directories, links out (as snekbox tests).

By open files, directories and links; what may be written is the session's own small directory.
"""

from __future__ import annotations

import pytest

from bombs import BOOM, ENDS, Bomb, detonate
from escapes import WALLS, Walls

#: What the kernel says, or the word is not there.
TOLD = (*ENDS, OSError)

SAY = f"print({BOOM!r})"

BOMBS = {
    "large_file": Bomb(
        f"f = open('big', 'wb')\nfor _ in range(9): f.write(bytes(1 << 20))\nf.flush()\n{SAY}",
        ends=TOLD,
    ),
    "many_files_at_once": Bomb(
        "for n in range(40):\n    with open(f'f{n}', 'wb') as f: f.write(bytes(1 << 17))\n" + SAY,
        ends=TOLD,
        granted="the quota is the directory's, which the kernel wall mounts",
    ),
    "sparse_file": Bomb(
        f"import os\nf = open('sparse', 'wb')\nos.truncate('sparse', 1 << 40)\n{SAY}", ends=TOLD
    ),
    "seek_and_write": Bomb(
        f"f = open('sparse', 'wb')\nf.seek(1 << 40)\nf.write(b'x')\nf.flush()\n{SAY}", ends=TOLD
    ),
    "reserved": Bomb(
        f"import os\nfd = os.open('r', os.O_RDWR | os.O_CREAT)\nos.posix_fallocate(fd, 0, 1 << 30)\n{SAY}",
        ends=TOLD,
    ),
    "many_empty_files": Bomb(
        f"for n in range(3000): open(f'f{{n}}', 'w').close()\n{SAY}",
        ends=TOLD,
        granted="the quota is the directory's, which the kernel wall mounts",
    ),
    "deep_directories": Bomb(
        f"import os\nfor n in range(2000):\n    os.mkdir('d')\n    os.chdir('d')\n{SAY}", ends=TOLD
    ),
    "many_links": Bomb(
        f"import os\nfor n in range(3000): os.symlink('/' * 99 + str(n), f'l{{n}}')\n{SAY}",
        ends=TOLD,
    ),
    "open_files": Bomb(
        f"kept = []\nfor n in range(200): kept.append(open('/dev/null'))\n{SAY}", ends=TOLD
    ),
    "file_in_memory": Bomb(
        "import os\nfd = os.memfd_create('x')\n"
        f"for _ in range(9): os.write(fd, bytes(1 << 20))\n{SAY}",
        ends=TOLD,
    ),
    "link_out_of_the_directory": Bomb(
        f"import os\nos.symlink(DIRECTORY, 'out')\nopen('out/x', 'w').write('x')\n{SAY}", ends=TOLD
    ),
    "absolute_path": Bomb(f"open(DIRECTORY + '/x', 'w').write('x')\n{SAY}", ends=TOLD),
    "parent_directory": Bomb(
        f"import os\nd = os.path.relpath(DIRECTORY, os.getcwd())\nopen(d + '/x', 'w').write('x')\n{SAY}",
        ends=TOLD,
    ),
    "shared_memory": Bomb(
        "import uuid\nn = '/dev/shm/' + str(uuid.uuid4())\nimport os\n"
        f"f = open(n, 'wb')\nos.unlink(n)\n{SAY}",
        ends=TOLD,
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_the_disk_is_not_filled(walls: Walls, wall: str, name: str) -> None:
    """A session's directory is bounded in bytes, files and reach."""
    detonate(walls, wall, BOMBS[name])
