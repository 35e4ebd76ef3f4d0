"""The remote console: lines are read here and run over there.

Invariant: a line is never compiled or run here, and whatever a line does over there, the console
goes on with the next one until the session is left or the connection is gone.
"""

from __future__ import annotations

import code
import sys
from contextlib import suppress

from guardedflame.client.link import FLAME, Link
from guardedflame.client.output import show, terminal_input
from guardedflame.errors import (
    CallInterrupted,
    ConnectionLost,
    LimitExceeded,
    ProtocolError,
    Refused,
    RemoteProtocolError,
    SessionExited,
    WorkerError,
)
from guardedflame.legible import legible


class RemoteConsole:
    """A Python prompt in the session's namespace; a context manager.

    The server's half is opened at once, and again after a limit or crash took it away.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._object: str | None = None
        self._banner = ""
        self._open()

    def _open(self) -> str:
        match self._link.call(FLAME, "console"):
            case {"console": str(name), "banner": str(banner)}:
                self._object, self._banner = name, banner
                return name
        raise RemoteProtocolError("the server answered console() with something else")

    def get_banner(self) -> str:
        """Return the greeting: Python's version and platform, and where the console runs."""
        where = f"(Remote console on {self._link.location})"
        return self._banner if "(Remote console on" in self._banner else f"{self._banner}\n{where}"

    def push_and_get_output(self, line: str) -> tuple[str, bool]:
        """Run one line; return what it printed, and whether the statement needs more lines.

        A traceback is output like any other. Raises as `Flame` does for limits and refusals of
        the server; the console is usable after all but `ConnectionLost` and `ProtocolError`.
        """
        target = self._object or self._open()
        try:
            answer = self._link.call(target, "push_and_get_output", (line,))
        except (WorkerError, LimitExceeded, CallInterrupted) as error:
            if not error.state_survived:
                self._object = None
            raise
        except KeyboardInterrupt as stopped:
            if _killed(stopped):
                self._object = None
            raise
        match answer:
            case [str(output), bool(more)]:
                return output, more
        raise RemoteProtocolError("the server answered a console line with something else")

    def reset(self) -> None:
        """Forget the lines of an unfinished statement; the namespace stays."""
        self.terminate()

    def interact(self) -> None:
        """Read lines from this terminal until end of file or ``exit()``, running them there."""
        if sys.stdin.isatty():
            with suppress(ImportError):
                import readline  # noqa: F401, PLC0415 - its import gives input() editing and history
        before, self._link.input = self._link.input, terminal_input
        try:
            with suppress(SessionExited):
                _Lines(self).interact(banner=legible(self.get_banner()), exitmsg="")
        finally:
            self._link.input = before
        show(sys.stdout, "(Remote session ended)\n")

    def terminate(self) -> None:
        """End the server's half; the session and its namespace live on."""
        target, self._object = self._object, None
        if target is not None and not self._link.closed:
            # A session replaced meanwhile has no such console any more, which is what was asked.
            with suppress(Refused, LimitExceeded, WorkerError):
                self._link.call(target, "terminate")

    def close(self) -> None:
        """Do as `terminate`."""
        self.terminate()

    def __enter__(self) -> RemoteConsole:
        return self

    def __exit__(self, *_: object) -> None:
        self.terminate()

    def __repr__(self) -> str:
        return f"<remote console at {self._link.location}>"


def _killed(stopped: KeyboardInterrupt) -> CallInterrupted | None:
    """Return what says that a ctrl-c has ended the session's process: its line did not stop."""
    cause = stopped.__cause__
    return cause if isinstance(cause, CallInterrupted) and not cause.state_survived else None


def _described(error: Exception) -> str:
    """Return an error of the server's own as a prompt shows it: one line, its rule, its hint."""
    lines = [f"{type(error).__name__}: {error}"]
    lines += [
        f"  {name}: {text}" for name in ("rule", "hint") if (text := getattr(error, name, ""))
    ]
    return legible("\n".join(lines)) + "\n"


class _Lines(code.InteractiveConsole):
    """The local half: prompts and reads, and sends what it read."""

    def __init__(self, remote: RemoteConsole) -> None:
        self._remote = remote
        self._unfinished = False
        super().__init__(filename="<remoteconsole>")

    def push(self, line: str, *_: object, **__: object) -> bool:
        """Run ``line`` over there, show what it printed, say whether more is needed."""
        # Said before the call: an interrupt while it runs must reset the other side too.
        self._unfinished = True
        output, more = "", False
        try:
            output, more = self._remote.push_and_get_output(line)
        except (SessionExited, ConnectionLost, ProtocolError):
            raise
        except KeyboardInterrupt as stopped:
            killed = _killed(stopped)
            if killed is None:
                raise
            show(sys.stderr, "\n" + _described(killed))
        except Exception as error:
            show(sys.stderr, _described(error))
        if output:
            show(sys.stdout, output)
        self._unfinished = more
        return more

    def resetbuffer(self) -> None:
        """Forget an unfinished statement on both sides; called after an interrupt, too."""
        super().resetbuffer()
        if self._unfinished:
            self._unfinished = False
            self._remote.reset()
