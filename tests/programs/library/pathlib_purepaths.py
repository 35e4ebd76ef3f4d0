"""Paths as text: nothing here looks at a disk."""
from pathlib import PurePath, PurePosixPath, PureWindowsPath

p = PurePosixPath("/srv/data") / "maps" / "north.py"
print(p, repr(p), p.parts, p.name, p.stem, p.suffix, p.parent, list(p.parents), p.root, p.anchor, p.is_absolute())
print(PurePosixPath("a/./b//c"), PurePosixPath("a/../b"), PurePosixPath("/etc", "/usr", "x"), PurePosixPath(), "x" / PurePosixPath("y"))
print(PurePosixPath("lib.tar.gz").suffixes, p.with_name("x.txt"), p.with_suffix(".pyc"), p.with_stem("main"), p.as_posix())
print(p.match("*.py"), p.match("maps/*.py"), p.match("*.c"), p.relative_to("/srv"), p.is_relative_to("/etc"), p.joinpath("a", "b"))
w = PureWindowsPath("d:/Games", "chess.exe")
print(w, repr(w), w.drive, w.root, w.anchor, w.as_posix(), w == PureWindowsPath("D:\\GAMES\\Chess.EXE"), PureWindowsPath("//host/share/x").drive)
print(sorted([PurePosixPath("b"), PurePosixPath("a/c"), PurePosixPath("a")]), PurePosixPath("a") < PurePosixPath("b"), hash(p) == hash(PurePosixPath(str(p))))
print({PurePosixPath("x"): 1}[PurePosixPath("./x")], p.as_uri(), bytes(PurePosixPath("é")), PurePosixPath("a") == PureWindowsPath("a"))
print(isinstance(PurePath("x"), PurePosixPath), str(PurePath("a", "b")))
try:
    p.relative_to("/etc")
except ValueError:
    print("not below /etc")


def common(*paths):
    first, *rest = [PurePosixPath(x).parts for x in paths]
    parts = []
    for level in zip(first, *rest):
        if len(set(level)) > 1:
            break
        parts.append(level[0])
    return PurePosixPath(*parts)


print(common("/usr/lib/a", "/usr/lib/b/c", "/usr/local"))
