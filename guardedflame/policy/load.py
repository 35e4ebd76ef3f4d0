"""From a file to a policy. The only file of this package that asks the machine anything.

Invariant: a file that anyone may write, that is too large or is no regular file is never read as
a policy, and no message carries more of its path than its name.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import stat
from pathlib import Path

from guardedflame import limits
from guardedflame.errors import PolicyError, Problem
from guardedflame.policy.model import Policy
from guardedflame.policy.read import raise_problems, read_policy


def load_policy(path: Path | str) -> Policy:
    """Return the policy in the file ``path``.

    Raises:
        PolicyError: the file cannot be read or is wrong; ``problems`` lists everything found.
    """
    path = Path(path)
    file = "".join(c if c.isprintable() and c != ":" else "?" for c in path.name) or "policy"
    raw = _read(path, file)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        raise_problems(
            file, [Problem(line, column, "this is not UTF-8 text", "save the file as UTF-8")]
        )
    return read_policy(text, file=file, digest=hashlib.sha256(raw).hexdigest(), uid_of=uid_of)


def uid_of(name: str) -> int | None:
    """Return the uid of the user ``name`` of this machine, or None."""
    try:
        return pwd.getpwnam(name).pw_uid
    except (KeyError, ValueError):
        return None


def _read(path: Path, file: str) -> bytes:
    try:
        # A fifo that nobody writes would block an ordinary open for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        raise _unusable(file, *_why(error)) from None
    # Wrapped in a file only once it is known to be one: fdopen refuses directories its own way.
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            kind = "a directory" if stat.S_ISDIR(found.st_mode) else "no regular file"
            raise _unusable(file, f"the policy is {kind}", "name a YAML file")
        if found.st_mode & stat.S_IWOTH:
            raise _unusable(
                file,
                "every user of this machine may write this policy",
                f"run chmod o-w on {file}",
            )
        with os.fdopen(descriptor, "rb", closefd=False) as opened:
            raw = opened.read(limits.POLICY_FILE + 1)
    except OSError as error:
        raise _unusable(file, *_why(error)) from None
    finally:
        os.close(descriptor)
    if len(raw) > limits.POLICY_FILE:
        most = limits.POLICY_FILE // limits.KIB
        raise _unusable(file, f"the policy is larger than {most} KiB", "is it a policy at all?")
    return raw


def _why(error: OSError | ValueError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "there is no such policy", "check the path; policies/ has ready ones"
    if isinstance(error, PermissionError):
        return "the policy may not be read by this user", "give this user read permission"
    if isinstance(error, OSError) and error.strerror:
        return f"the policy cannot be read: {error.strerror.lower()}", "check the path"
    return "that is no file name", "check the path"


def _unusable(file: str, message: str, hint: str) -> PolicyError:
    return PolicyError(f"{file}: {message}; {hint}", problems=(Problem(0, 0, message, hint),))
