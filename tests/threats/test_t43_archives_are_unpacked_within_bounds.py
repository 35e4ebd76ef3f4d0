"""Row 43: archives that unpack to a thousand times their size, or outside of where they are."""

from __future__ import annotations

import pytest

from bombs import BOOM, ENDS, Bomb, detonate
from escapes import WALLS, Attack, Walls

SAY = f"print({BOOM!r})"
TOLD = (*ENDS, ImportError, OSError, RuntimeError)

BOMBS = {
    "zlib": Bomb(
        "import zlib\nd = zlib.compressobj()\n"
        "b = b''.join(d.compress(bytes(10 ** 6)) for _ in range(300)) + d.flush()\nlen(zlib.decompress(b))"
    ),
    "zlib_of_zlib": Bomb(
        "import zlib\nb = bytes(10 ** 7)\nfor _ in range(3): b = zlib.compress(b)\n"
        "kept = []\nwhile True:\n    c = b\n    for _ in range(3): c = zlib.decompress(c)\n    kept.append(c)"
    ),
    "gzip": Bomb(
        "import gzip\nb = gzip.compress(bytes(10 ** 7)) * 30\nlen(gzip.decompress(b))", ends=TOLD
    ),
    "lzma": Bomb(
        "import lzma\nb = lzma.compress(bytes(10 ** 7), preset=0) * 30\nlen(lzma.decompress(b))",
        ends=TOLD,
    ),
    "bz2": Bomb(
        "import bz2\nb = bz2.compress(bytes(10 ** 6), 1) * 200\nlen(bz2.decompress(b))", ends=TOLD
    ),
    "zip": Bomb(
        """
import io, zipfile
kept = io.BytesIO()
with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as z:
    for n in range(30): z.writestr(str(n), bytes(10 ** 7))
with zipfile.ZipFile(kept) as z:
    unpacked = [z.read(n) for n in z.namelist()]
""",
        ends=TOLD,
    ),
}

ATTACKS = {
    "tar_with_an_absolute_path": Attack("""
import io, tarfile
kept = io.BytesIO()
with tarfile.open(fileobj=kept, mode="w") as t:
    i = tarfile.TarInfo(DIRECTORY + "/x")
    i.size = 1
    t.addfile(i, io.BytesIO(b"x"))
kept.seek(0)
with tarfile.open(fileobj=kept) as t:
    t.extraction_filter = getattr(tarfile, "fully_trusted_filter", None)
    t.extractall()
"""),
    "tar_with_a_parent_directory": Attack("""
import io, os, tarfile
kept = io.BytesIO()
with tarfile.open(fileobj=kept, mode="w") as t:
    i = tarfile.TarInfo(os.path.relpath(DIRECTORY, "/tmp") + "/x")
    i.size = 1
    t.addfile(i, io.BytesIO(b"x"))
kept.seek(0)
with tarfile.open(fileobj=kept) as t:
    t.extraction_filter = getattr(tarfile, "fully_trusted_filter", None)
    t.extractall("/tmp")
"""),
    "tar_with_a_link": Attack("""
import io, os, tarfile
kept = io.BytesIO()
with tarfile.open(fileobj=kept, mode="w") as t:
    i = tarfile.TarInfo("l")
    i.type, i.linkname = tarfile.SYMTYPE, FILE
    t.addfile(i)
kept.seek(0)
with tarfile.open(fileobj=kept) as t:
    t.extraction_filter = getattr(tarfile, "fully_trusted_filter", None)
    t.extractall()
print(open("l").read())
os.unlink("l")
"""),
    "shutil_unpacked": Attack("""
import os, shutil
os.chdir(DIRECTORY)
with open("a.txt", "w") as f: f.write("x")
print(shutil.make_archive("b", "zip", "."))
shutil.unpack_archive("b.zip", DIRECTORY + "/c")
"""),
    "zip_of_the_canary": Attack("""
import io, zipfile
kept = io.BytesIO()
with zipfile.ZipFile(kept, "w") as z: z.write(FILE, "x")
print(zipfile.ZipFile(kept).read("x"))
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_archives_are_unpacked_within_bounds(walls: Walls, wall: str, name: str) -> None:
    """Nothing is unpacked outside."""
    walls.judge(wall, ATTACKS[name])


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_archives_are_unpacked_within_bounds_and_harms_only_itself(
    walls: Walls, wall: str, name: str
) -> None:
    """Unpacking ends at the session's memory."""
    detonate(walls, wall, BOMBS[name])
