"""sendfile and getfile: bytes in and out of the session's own directory, and nowhere else.

Invariant: a name is one component, opened relative to the directory's descriptor, never followed
if it is a link; whatever the name, no file outside the directory is touched.
"""

from __future__ import annotations

import errno
import os
import stat

from guardedflame.amounts import about_size, show_size
from guardedflame.errors import CallRefused, LimitExceeded, ValueRefused
from guardedflame.sandbox.shortage import shortage_of


class Scratch:
    """The session's directory, which is the worker's working directory.

    Args:
        rule: the policy line that sets its size.
    """

    def __init__(self, rule: str) -> None:
        self._rule = rule

    def write(self, name: str, data: object) -> None:
        """Store ``data`` as the file ``name``, mode 0600, replacing what was there.

        Raises:
            CallRefused: a name with a directory in it.
            ValueRefused: ``data`` is not bytes.
            LimitExceeded: the directory is full, or the file larger than one may be; it is removed.
        """
        if type(data) not in {bytes, bytearray}:
            raise ValueRefused(
                f"sendfile takes bytes, not {type(data).__name__}", hint="encode text first"
            )
        self._check(name)
        directory = self._open_directory()
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
            descriptor = _open_plain(name, flags, directory)
            os.ftruncate(descriptor, 0)
            try:
                with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
                    file.write(data)  # type: ignore[arg-type]  # checked above
            except OSError as error:
                found = shortage_of(error)  # before there is room again
                os.unlink(name, dir_fd=directory)
                limit = "scratch" if found is None else found.limit
                raise LimitExceeded(
                    f"the file does not fit into the session's directory: {error.strerror}",
                    limit=limit,
                    used=f"{about_size(len(data))} more",  # type: ignore[arg-type]
                    state_survived=True,
                    rule=self._rule if limit == "scratch" else "",
                    hint="remove files that are not needed, or send less",
                ) from None
        finally:
            os.close(directory)

    def read(self, name: str, most: int) -> bytes:
        """Return the bytes of file ``name``.

        Raises:
            CallRefused: a name with a directory in it, or no plain file.
            FileNotFoundError: there is no such file in the session's directory.
            LimitExceeded: it is larger than a result may be.
        """
        self._check(name)
        directory = self._open_directory()
        try:
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
            descriptor = _open_plain(name, flags, directory)
        finally:
            os.close(directory)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            data = file.read(most + 1)
        if len(data) > most:
            raise LimitExceeded(
                f"the file is larger than the {show_size(most)} a result may have",
                limit="result",
                allowed=show_size(most),
                used=f"over {show_size(most)}",
                state_survived=True,
                hint="fetch it in parts with evaluate",
            )
        return data

    def _open_directory(self) -> int:
        return os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    @staticmethod
    def _check(name: str) -> None:
        if not name or name in {".", ".."} or "/" in name or "\0" in name:
            raise CallRefused(
                f"{name!r} is not a plain file name",
                hint="sendfile and getfile use the session's own directory; leave the path out",
                rule="wire: files",
            )


def _open_plain(name: str, flags: int, directory: int) -> int:
    """Open a plain file; anything else the client's code may have put there is refused."""
    refused = CallRefused(
        f"{name!r} is not a plain file", hint="remove it, or take another name", rule="wire: files"
    )
    try:
        descriptor = os.open(name, flags, 0o600, dir_fd=directory)
    except FileNotFoundError:
        raise FileNotFoundError(
            errno.ENOENT, "no such file in the session's directory", name
        ) from None
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENXIO, errno.EISDIR}:
            raise refused from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise refused
    return descriptor
