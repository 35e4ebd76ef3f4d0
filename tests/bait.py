"""What there is for an attacker to take, and how to see from outside whether it was.

Invariant: the secrets are random, and nobody but the judge and the places where they are kept knows
them; what is laid is as it was after each look.
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import subprocess
import tempfile
from pathlib import Path

#: Named in the environment of the process attacked, or of the server.
VARIABLE = "GUARDEDFLAME_TEST_SECRET"

#: A module of the process attacked.
MODULE = "canary_of_the_server"


class Bait:
    """What there is to take, and how to see whether it was."""

    def __init__(self) -> None:
        self.secret = secrets.token_hex(16)
        self.variable = secrets.token_hex(16)
        self.attribute = secrets.token_hex(16)
        # Not under pytest's own directory: that is closed to other users by its mode alone.
        self.home = Path(tempfile.mkdtemp(prefix="guardedflame-bait-"))
        self.home.chmod(0o755)
        self.file = self.home / "canary"
        self.directory = self.home / "open"
        self.session = self.home / "session"
        for each in (self.directory, self.session):
            each.mkdir()
            each.chmod(0o777)
        (self.home / f"{MODULE}.py").write_text(f"SECRET = {self.attribute!r}\n")
        self._lay()
        self.listeners: dict[str, socket.socket] = {
            "tcp": socket.create_server(("127.0.0.1", 0)),
            "unix": socket.socket(socket.AF_UNIX),
            "abstract": socket.socket(socket.AF_UNIX),
        }
        self.listeners["unix"].bind(str(self.home / "socket"))
        (self.home / "socket").chmod(0o666)
        self.listeners["abstract"].bind(b"\0guardedflame-bait-" + self.secret[:8].encode())
        for one in self.listeners.values():
            one.listen()
            one.setblocking(False)

    def _lay(self) -> None:
        self.file.write_text(self.secret)
        self.file.chmod(0o644)
        self._before = self._stamp()

    def _stamp(self) -> tuple[int, ...]:
        seen = self.file.stat()
        return seen.st_ino, seen.st_mode, seen.st_size, seen.st_mtime_ns, seen.st_nlink, seen.st_uid

    def close(self) -> None:
        """Take it all away."""
        for one in self.listeners.values():
            one.close()
        _remove(self.home)

    def names(self) -> dict[str, object]:
        """Return what the attacker is told: where everything is."""
        return {
            "FILE": str(self.file),
            "DIRECTORY": str(self.directory),
            "PORT": self.listeners["tcp"].getsockname()[1],
            "UNIX": self.listeners["unix"].getsockname(),
            "ABSTRACT": self.listeners["abstract"].getsockname(),
            "VARIABLE": VARIABLE,
            "MODULE": MODULE,
        }

    def taken(self, text: str) -> set[str]:
        """Return what was reached, by what came out and by what is there; lay it anew."""
        found = {
            name
            for name, secret in (
                ("file", self.secret),
                ("environment", self.variable),
                ("module", self.attribute),
            )
            if secret in text or secret[::-1] in text or secret.encode().hex() in text
        }
        if not self.file.exists() or self._stamp() != self._before:
            found.add("file changed")
            self.file.unlink(missing_ok=True)
            self._lay()
        assert self.file.read_text() == self.secret
        for each in [*self.directory.iterdir(), *self.session.iterdir()]:
            if each.parent == self.directory:
                found.add("file written")
            _remove(each)
        for name, listener in self.listeners.items():
            with contextlib.suppress(BlockingIOError):
                while True:
                    listener.accept()[0].close()
                    found.add(name)
        return found


def _remove(path: Path) -> None:
    """Remove a tree of any depth: shutil.rmtree goes as deep as it calls itself."""
    subprocess.run(["rm", "-rf", "--", str(path)], check=True)
