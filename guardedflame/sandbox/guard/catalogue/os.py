"""os: constants, an environment of the session's own, and paths as text."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

_FILES = "asks the file system; use what the operations for files send"
_PROCESS = "changes or asks the server's processes"
_ELSEWHERE = "runs another program"

ENTRY = Entry(
    "os",
    names=(
        "PathLike",
        "altsep",
        "cpu_count",
        "curdir",
        "devnull",
        "environ",
        "error",
        "extsep",
        "fsdecode",
        "fsencode",
        "fspath",
        "getenv",
        "getpid",
        "linesep",
        "name",
        "pardir",
        "pathsep",
        "sep",
        "strerror",
        "urandom",
    ),
    left_out={
        **dict.fromkeys(
            (
                "access",
                "chdir",
                "chmod",
                "chown",
                "getcwd",
                "link",
                "listdir",
                "lstat",
                "makedirs",
                "mkdir",
                "open",
                "readlink",
                "remove",
                "rename",
                "replace",
                "rmdir",
                "scandir",
                "stat",
                "symlink",
                "truncate",
                "unlink",
                "walk",
            ),
            _FILES,
        ),
        **dict.fromkeys(
            (
                "_exit",
                "abort",
                "fork",
                "getppid",
                "kill",
                "nice",
                "putenv",
                "setsid",
                "setuid",
                "unsetenv",
                "wait",
                "waitpid",
            ),
            _PROCESS,
        ),
        **dict.fromkeys(
            (
                "execl",
                "execv",
                "execve",
                "execvp",
                "popen",
                "posix_spawn",
                "spawnl",
                "spawnv",
                "startfile",
                "system",
            ),
            _ELSEWHERE,
        ),
    },
    submodules=("os.path",),
)
