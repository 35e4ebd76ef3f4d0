"""``os.path``, and what adopted text calls for files, in a session.

Invariant: files are reached through the session's ``SessionFiles`` only; without files, a call is
refused with the reason.
"""

from __future__ import annotations

import errno
import os
import posixpath
import stat
from collections.abc import Callable
from typing import Any, NoReturn  # Any: what a file function takes is its own affair

from guardedflame.errors import CallRefused
from guardedflame.sandbox.guard.files import SessionFiles
from guardedflame.sandbox.guard.kit import Kit, Members

_RULE = "guarded language: files"
#: A directory to stand in where only the way from one relative path to another is asked for.
_SOMEWHERE = "/0/1/2/3/4/5/6/7/8/9"


def file_members(kit: Kit) -> Members:
    """Return the module ``_files``: the session's file functions, on texts."""
    files = kit.guards.services.files
    names = ("exists", "isdir", "isfile", "listdir", "makedirs", "mkdir", "remove", "rename")
    members: Members = {
        name: _without_files(name) if files is None else getattr(files, name)
        for name in (*names, "rmdir", "getsize")
    }
    members["fsdecode"] = os.fsdecode
    members["stat"] = _no_such_file if files is None else _facts(files)
    members["open"] = opener(kit)
    return members


def _text(path: Any) -> str:
    """Return a path as an exact text: one that answers twice differently gets to be completed."""
    return str.__str__(os.fsdecode(path))


def opener(kit: Kit) -> Callable[..., Any]:
    """Return the client's own ``open``, as it is when it is called."""

    def open(*args: object, **keywords: object) -> Any:  # noqa: A001
        """Open a file as the profile allows."""
        found = kit.table["open"]
        assert callable(found)
        return found(*args, **keywords)

    return open


def _without_files(name: str) -> Callable[..., NoReturn]:
    def refused(*_args: object, **_keywords: object) -> NoReturn:
        raise CallRefused(
            f"{name}() asks for files, and the profile has none",
            rule=_RULE,
            hint="ask for a profile with files, or use io.StringIO",
        )

    refused.__name__ = refused.__qualname__ = name
    return refused


def _no_such_file(path: str) -> NoReturn:
    # As exists() says no: by this adopted text finds out if a file is there.
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)


def refusing(name: str, why: str) -> Callable[..., NoReturn]:
    """Return a function that refuses, for adopted text that would call it."""

    def refused(*_args: object, **_keywords: object) -> NoReturn:
        raise CallRefused(
            f"{name} is left out: {why}",
            rule=_RULE,
            hint="work in the directory of the session",
        )

    refused.__name__ = refused.__qualname__ = name.rpartition(".")[2]
    return refused


def _facts(files: SessionFiles) -> Callable[[str], os.stat_result]:
    def facts(path: str) -> os.stat_result:
        """Return kind, size and times of a file; its owner and place are nobody's business."""
        found = files.stat(path)
        whole, kind = (int(found.st_mtime),) * 3, 0o700 if stat.S_ISDIR(found.st_mode) else 0o600
        mode = stat.S_IFMT(found.st_mode) | kind
        return os.stat_result((mode, 0, 0, 1, 0, 0, found.st_size, *whole))

    return facts


def path_members(kit: Kit) -> Members:
    """Return the session's version of os.path."""
    files = kit.guards.services.files

    def ask(name: str) -> Callable[[object], object]:
        found: Any = _without_files(name) if name == "getsize" else lambda _path: False
        if files is not None:
            found = getattr(files, name)

        def answer(path: Any) -> object:
            return found(_text(path))

        answer.__name__ = answer.__qualname__ = name
        return answer

    def getmtime(filename: Any) -> float:
        """Return when a file was written."""
        if files is None:
            _without_files("getmtime")()
        return float(files.stat(_text(filename)).st_mtime)

    def relpath(path: Any, start: Any = ".") -> str:
        """Return the way from one directory to a path."""
        names = [_text(each) for each in (path, start)]
        if not names[0]:
            raise ValueError("no path specified")
        if posixpath.isabs(names[0]) != posixpath.isabs(names[1]):
            raise CallRefused(
                "a session has no absolute place to start from",
                rule=_RULE,
                hint="give two relative paths, or two absolute ones",
            )
        return posixpath.relpath(*(posixpath.join(_SOMEWHERE, each) for each in names))

    return {
        **{name: ask(name) for name in ("exists", "isdir", "isfile", "getsize")},
        "lexists": ask("exists"),
        "getatime": getmtime,
        "getctime": getmtime,
        "getmtime": getmtime,
        "islink": lambda _path: False,
        "ismount": lambda _path: False,
        "relpath": relpath,
    }
