"""The socket of an open connection, and why it was closed.

Invariant: whatever was read is in ``arrived``, and a request is sent whole, or not at all, or the
connection is closed. A Ctrl-C may come after any call of C code, at the start of a function and at
the end of a loop's turn: so bytes are taken from the socket, and counted when they are sent, within
one such call.
"""

from __future__ import annotations

import socket
from collections import deque
from contextlib import suppress
from time import monotonic
from typing import Final

from guardedflame.client.location import Location
from guardedflame.errors import CallTimedOut, ConnectionLost, RemoteProtocolError

#: Bytes read at once. A handshake and nearly every result fit; more needs another read.
RECEIVE: Final = 64 * 1024


class Transport:
    """See the module. One thread may send while another receives.

    Args:
        opened: The connected socket; it is closed here from now on.
        location: For messages.
        timeout: Seconds one call may take, or None for no bound of the client's own.
    """

    def __init__(self, opened: socket.socket, location: Location, timeout: float | None) -> None:
        self._socket = opened
        self._location = location
        self._timeout = timeout
        self.closed = ""
        self.arrived: deque[bytes] = deque()
        opened.settimeout(timeout)

    def __del__(self) -> None:
        """Close quietly: a client without ``with`` is no mistake."""
        opened: socket.socket | None = getattr(self, "_socket", None)
        if opened is not None:
            opened.close()

    def send(self, data: bytes) -> None:
        """Send ``data``: all, or nothing of it and raise, or hang up.

        Raises:
            CallTimedOut: the server takes nothing.
            ConnectionLost: it broke.
        """
        sent: list[int] = []
        try:
            sent.extend(map(self._socket.send, (data,)))
            if sent[0] < len(data):
                self._socket.sendall(memoryview(data)[sent[0] :])
                sent[0] = len(data)
        except TimeoutError as error:
            raise self._timed_out() from error
        except OSError as error:
            raise self.lost(error) from error
        except BaseException:
            if sent and sent[0] < len(data):
                self.hang_up("it was interrupted in the middle of a request")
            raise

    def receive(self, deadline: float | None) -> None:
        """Wait for bytes and keep them in ``arrived``; the core takes them without a copy.

        Raises:
            CallTimedOut: the deadline, a monotonic time, has passed.
            ConnectionLost: it broke.
        """
        try:
            if deadline is None:
                self.arrived.extend(map(self._socket.recv, (RECEIVE,)))
                return
            # Not left to the socket's own timeout: a byte now and then would renew that.
            try:
                self._socket.settimeout(max(deadline - monotonic(), 0.001))
                self.arrived.extend(map(self._socket.recv, (RECEIVE,)))
                if monotonic() > deadline:
                    raise TimeoutError
            finally:
                if not self.closed:
                    self._socket.settimeout(self._timeout)
        except TimeoutError as error:
            raise self._timed_out() from error
        except OSError as error:
            raise self.lost(error) from error

    def lost(self, error: OSError | None) -> ConnectionLost:
        """Close, and return what tells that the connection broke; None where the server left."""
        self.hang_up("it broke")
        why = "the server hung up" if error is None else (error.strerror or str(error))
        return ConnectionLost(
            f"the connection to {self._location} broke during a call ({why}); whether the call ran "
            "is not known, its session is gone, connect again"
        )

    def broken(self, what: str) -> RemoteProtocolError:
        """Close, and return what tells that the server did ``what`` the protocol does not have."""
        self.hang_up("the server broke the protocol")
        return RemoteProtocolError(f"the server {what}; the connection is closed")

    def hang_up(self, why: str) -> None:
        """Close, once; ``why`` is kept in ``closed``."""
        if not self.closed:
            self.closed = why
            # Wakes a thread that waits in recv, which close() alone does not.
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()

    def _timed_out(self) -> CallTimedOut:
        self.hang_up(f"a call took longer than {self._timeout} s")
        return CallTimedOut(
            f"no answer from {self._location} within {self._timeout} s; the connection is closed "
            "and its session gone, connect again, perhaps with a longer timeout"
        )
