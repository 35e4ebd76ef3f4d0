"""Flame itself: the eleven methods Pyro4's users know, by their old names.

Invariant: nothing here reads bytes or keeps state of the session; each method is one call on the
link, and what it returns was built by the codec from data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from guardedflame.client.console import RemoteConsole
from guardedflame.client.link import FLAME, Link
from guardedflame.client.remote import RemoteBuiltin, RemoteModule
from guardedflame.errors import RemoteProtocolError

T = TypeVar("T")


class Flame:
    """A session on a GuardedFlame server: its own process, namespace and limits over there.

    Threads may share it; their calls wait for each other. It ends with `close`, with the ``with``
    block, or when it is forgotten.

    Every method may raise what the remote code raised (the builtin class, one of
    `guardedflame.errors`, or `RemoteError`), with the remote traceback as a note. After a `Refused`
    everything lives on; `LimitExceeded`, `CallInterrupted` and `WorkerError` say in
    ``state_survived`` whether the session's state does, and the next call starts with a fresh
    process where it does not; after `ConnectionLost` or `ProtocolError` the connection is gone.
    """

    def __init__(self, link: Link, server: Mapping[str, object]) -> None:
        self._link = link
        self._call = link.call
        self._server = MappingProxyType(dict(server))

    @property
    def server(self) -> Mapping[str, object]:
        """What the server said of itself: profile, isolation, language, session and so on."""
        return self._server

    # --- code ------------------------------------------------------------------------------------

    def evaluate(self, expression: str) -> Any:
        """Return the value of ``expression`` in the session's namespace.

        A generator or other iterator comes back as a `RemoteIterator`, fetched item by item.
        """
        return self._call(FLAME, "evaluate", (expression,))

    def execute(self, code: str, *, filename: str | None = None) -> None:
        """Run ``code`` in the session's namespace; what it prints goes to ``output`` live.

        ``filename`` is what tracebacks call the source, up to 512 bytes.
        """
        self._call(FLAME, "execute", (code,) if filename is None else (code, filename))

    # --- modules and builtins --------------------------------------------------------------------

    def module(self, name: str) -> RemoteModule:
        """Return the module ``name`` (dotted names too), to call and to read constants from."""
        return RemoteModule(self, self._link, self._call(FLAME, "module", (name,)))

    def builtin(self, name: str) -> RemoteBuiltin:
        """Return the builtin ``name``, to call."""
        match self._call(FLAME, "builtin", (name,)):
            case {"builtin": str(confirmed)}:
                return RemoteBuiltin(self._link, confirmed)
        raise RemoteProtocolError("the server answered builtin() with something else")

    def invokeModule(  # noqa: N802 - Flame's name
        self,
        dottedname: str,
        args: Sequence[object] = (),
        kwargs: Mapping[str, object] | None = None,
    ) -> Any:
        """Call ``dottedname`` (``"math.sqrt"``) with ``args`` and ``kwargs``."""
        return self._call(FLAME, "invokeModule", (dottedname, list(args), dict(kwargs or {})))

    def invokeBuiltin(  # noqa: N802 - Flame's name
        self, name: str, args: Sequence[object] = (), kwargs: Mapping[str, object] | None = None
    ) -> Any:
        """Call the builtin ``name`` with ``args`` and ``kwargs``."""
        return self._call(FLAME, "invokeBuiltin", (name, list(args), dict(kwargs or {})))

    def sendmodule(self, modulename: str, modulesource: str) -> None:
        """Define ``modulename`` (dotted too) in the session from source; code there imports it."""
        self._call(FLAME, "sendmodule", (modulename, modulesource))

    def getmodule(self, modulename: str) -> str:
        """Return the source of a module sent before, or of one whose source the policy shows."""
        return _expect(str, self._call(FLAME, "getmodule", (modulename,)), "getmodule")

    # --- files -----------------------------------------------------------------------------------

    def sendfile(self, filename: str, filedata: bytes) -> None:
        """Store a file in the session's own directory."""
        self._call(FLAME, "sendfile", (filename, filedata))

    def getfile(self, filename: str) -> bytes:
        """Return a file of the session's own directory."""
        return _expect(bytes, self._call(FLAME, "getfile", (filename,)), "getfile")

    # --- the rest --------------------------------------------------------------------------------

    def console(self) -> RemoteConsole:
        """Return an interactive console in the session's namespace; ``.interact()`` starts it."""
        return RemoteConsole(self._link)

    def interrupt(self) -> None:
        """Have the call that runs now stopped; for another thread, or an output handler.

        The program sees a KeyboardInterrupt; its call raises `CallInterrupted`, whose
        ``state_survived`` is False only where it did not stop and was ended. Does nothing where
        no call runs. A Ctrl-C during a call does the same from the thread that waits.
        """
        self._link.interrupt()

    def ping(self) -> None:
        """Return when the server has answered; raises `ConnectionLost` when it does not."""
        self._link.ping()

    def close(self) -> None:
        """Hang up; the session, its process and its state end. A second call does nothing."""
        self._link.close()

    @property
    def closed(self) -> bool:
        """Whether the connection is gone, for whatever reason."""
        return self._link.closed

    def __enter__(self) -> Flame:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        state = " closed" if self.closed else ""
        return f"<Flame at {self._link.location}, profile {self._server.get('profile')!s}{state}>"


def _expect(kind: type[T], value: object, operation: str) -> T:
    if not isinstance(value, kind):
        raise RemoteProtocolError(
            f"the server answered {operation}() with {type(value).__name__}, not {kind.__name__}"
        )
    return value
