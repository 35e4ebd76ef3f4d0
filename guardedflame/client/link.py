"""One open connection: calls go out, answers and output come in, one at a time.

Invariant: bytes of the server are read by the protocol core and the codec only, and whatever they
are, a call ends in its value, in the exception of the remote program, or in one of our errors. An
answer is matched to its call by sequence number, so an abandoned call never answers a later one.

A Ctrl-C may come at nearly any point here; see `guardedflame.client.transport`. What was read is
there and what was sent is known: the most it costs is one event that is not acted upon.
"""

from __future__ import annotations

import socket
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from time import monotonic
from typing import Final

from guardedflame.client.iterator import DAEMON, RemoteIterator
from guardedflame.client.location import Location
from guardedflame.client.output import InputHandler, OutputHandler, no_input, whole_line
from guardedflame.client.transport import Transport
from guardedflame.errors import (
    CallInterrupted,
    ConnectionLost,
    LocalProtocolError,
    ProtocolError,
    Refused,
    RemoteError,
)
from guardedflame.serial.codec import Codec
from guardedflame.serial.failures import rebuild_failure
from guardedflame.serial.ids import GUARDED
from guardedflame.wire.client import ClientConnection
from guardedflame.wire.events import (
    NEED_DATA,
    ClientEvent,
    PeerClosed,
    PongReceived,
    PushReceived,
    ResultReceived,
    Signal,
)

#: The object every call without one of its own goes to; Pyro4's FLAME_NAME.
FLAME: Final = "Pyro.Flame"

_ANSWERS: Final = (ResultReceived, PongReceived)

_Answer = ResultReceived | PongReceived


class Link:
    """A greeted connection that many threads may share; calls wait for each other.

    Args:
        opened: The connected socket; the link owns it from now on.
        core: The protocol core, greeted.
        codec: How values are written and read.
        location: For messages.
        output: Called with each piece of remote output, under the link's lock.
        input: Called with a prompt when the remote program asks for a line, likewise.
        timeout: Seconds one call may take, or None for no bound of the client's own.
    """

    def __init__(
        self,
        opened: socket.socket,
        core: ClientConnection,
        codec: Codec,
        location: Location,
        *,
        output: OutputHandler,
        input: InputHandler = no_input,
        timeout: float | None,
    ) -> None:
        self.location = location
        self._transport = Transport(opened, location, timeout)
        self._core = core
        self._loads = codec.loads
        self._dumps_call = codec.dumps_call
        self._output = output
        self.input = input
        self._timeout = timeout
        self._lock = threading.RLock()
        # The core and the sending side of the socket: an interrupt uses them while a thread waits.
        self._wire = threading.RLock()
        self._current: int | None = None
        self._told = False
        self._busy = False
        self._abandoned: deque[str] = deque()

    # --- calls -----------------------------------------------------------------------------------

    def call(
        self,
        object: str,
        method: str,
        args: Sequence[object] = (),
        kwargs: Mapping[str, object] | None = None,
    ) -> object:
        """Do one call and return its value; a remote iterator comes back as `RemoteIterator`.

        A Ctrl-C while it waits interrupts the program over there and waits on; a second one gives
        up waiting. One in the middle of sending a large request closes the connection.

        Raises:
            KeyboardInterrupt: as here, if the program over there did not go on after it.
            ValueRefused: an argument cannot cross, or the answer is over a budget.
            ConnectionLost: the connection broke, or was closed before.
            ProtocolError: the server broke the protocol; the connection is closed.
            Exception: what the remote call raised.
        """
        payload = self._dumps_call(object, method, args, kwargs or {})
        result, ctrl_c = self._exchange(lambda: self._core.call(GUARDED, payload))
        assert isinstance(result, ResultReceived)
        if result.stream is not None:
            return RemoteIterator(self.call, self.abandon_stream, result.stream)
        value = self._loads(result.payload)
        if result.exception:
            error = _exception_of(value)
            if ctrl_c and isinstance(error, CallInterrupted):
                raise KeyboardInterrupt from error
            raise error
        return value

    def ping(self) -> None:
        """Return once the server has answered a ping. Raises as `call` does."""
        self._exchange(self._core.ping)

    def interrupt(self) -> None:
        """Have the call that runs now stopped; from another thread, or an output handler.

        It does not wait for the call's end, and does nothing where no call runs, or where the one
        that does was interrupted before.
        """
        # Whoever makes the call is told of a connection that breaks.
        with self._wire, suppress(ConnectionLost):
            self._stop_current()

    def abandon_stream(self, stream: str) -> None:
        """Have ``stream`` closed on the server with the next call; safe in a finaliser."""
        self._abandoned.append(stream)

    def close(self) -> None:
        """Hang up; the session and its state end. A second call does nothing."""
        self._transport.hang_up("it was closed here")

    @property
    def closed(self) -> bool:
        """Whether no call can be made any more."""
        return bool(self._transport.closed)

    # --- one exchange ----------------------------------------------------------------------------

    def _exchange(self, request: Callable[[], tuple[int, bytes]]) -> tuple[_Answer, bool]:
        """Return the answer, and whether a Ctrl-C was passed on and reached the call."""
        with self._lock:
            self._begin()
            try:
                self._busy = True
                with self._wire:
                    if self._abandoned:
                        self._close_abandoned()
                    seq, data = request()
                    self._told = False
                    self._current = seq
                    self._transport.send(data)
                return self._wait(seq)
            except KeyboardInterrupt:
                # The second one, or one between two steps. Nobody waits any more for what runs.
                with self._wire:
                    self._stop_current()
                raise
            finally:
                self._busy = False
                self._current = None

    def _begin(self) -> None:
        if self._busy:
            raise LocalProtocolError(
                "an output handler called the connection whose output it handles"
            )
        if why := self._transport.closed:
            raise ConnectionLost(
                f"no connection to {self.location}: {why}; nothing was sent, connect again"
            )

    def _close_abandoned(self) -> None:
        while self._abandoned:
            closing = self._dumps_call(DAEMON, "close_stream", (self._abandoned.popleft(),), {})
            self._transport.send(self._core.call(GUARDED, closing, oneway=True)[1])

    def _stop_current(self) -> None:
        """Have the call that is on its way stopped, once: more would only fill the socket."""
        if self._current is not None and not self._told and not self._transport.closed:
            self._ask_to_stop(self._current, oneway=True)

    def _wait(self, seq: int) -> tuple[_Answer, bool]:
        deadline = None if self._timeout is None else monotonic() + self._timeout
        stopping: int | None = None
        reached = False
        # The answer to what was sent just now cannot be here yet; after a Ctrl-C it can.
        look = False
        while True:
            try:
                while True:
                    if not look:
                        self._read(deadline)
                    look = False
                    while (event := self._next_event()) is not NEED_DATA:
                        if isinstance(event, _ANSWERS) and event.seq == seq:
                            if stopping is not None and not reached:
                                # Too late over there; it has to end what calls again and again.
                                raise KeyboardInterrupt
                            return event, reached
                        if isinstance(event, ResultReceived) and event.seq == stopping:
                            if self._loads(event.payload) is not True:
                                # It has ended over there: its answer came before and was lost here.
                                raise KeyboardInterrupt
                            reached = True
                            continue
                        before = monotonic()
                        self._aside(event)
                        if deadline is not None:  # the time of a person at the keyboard is free
                            deadline += monotonic() - before
            except ProtocolError:
                self._transport.hang_up("the server broke the protocol")
                raise
            except KeyboardInterrupt:
                if stopping is not None:
                    raise
                look = True
                with self._wire:
                    stopping = self._ask_to_stop(seq, oneway=False)

    def _next_event(self) -> ClientEvent | Signal:
        with self._wire:
            return self._core.next_event()

    def _read(self, deadline: float | None) -> None:
        """Give the core what one read brings, or what was read and not given to it."""
        arrived = self._transport.arrived
        if not arrived:
            self._transport.receive(deadline)
        with self._wire:
            # Dropped only when the core has it; the core takes it whole or not at all.
            self._core.receive_data(arrived[0])
            arrived.popleft()

    def _ask_to_stop(self, seq: int, *, oneway: bool) -> int:
        payload = self._dumps_call(FLAME, "interrupt", (str(seq),), {})
        number, data = self._core.call(GUARDED, payload, oneway=oneway)
        self._transport.send(data)
        self._told = True
        return number

    def _aside(self, event: ClientEvent | Signal) -> None:
        """Deal with what may come between a request and its answer."""
        if isinstance(event, PushReceived):
            self._pushed(event)
        elif isinstance(event, ResultReceived):
            # The answer to a call that was interrupted here; the core knows it was ours.
            if event.stream is not None:
                self._abandoned.append(event.stream)
        elif isinstance(event, PeerClosed):
            raise self._transport.lost(None)
        elif not isinstance(event, PongReceived):
            raise self._transport.broken("sent an event that has no place here")

    def _pushed(self, event: PushReceived) -> None:
        if event.serializer != GUARDED:
            raise self._transport.broken("pushed in a serializer that was not asked for")
        try:
            pushed = self._loads(event.payload)
        except Refused as error:
            raise self._transport.broken("pushed no call") from error
        match pushed:
            case [str(name), "output", ["stdout" | "stderr" as stream, str(text)], _] if (
                name == FLAME
            ):
                self._output(stream, text)
            case [str(name), "input", [str(prompt)], _] if name == FLAME:
                self._answer(prompt)
            case _:
                raise self._transport.broken("pushed neither output nor a question")

    def _answer(self, prompt: str) -> None:
        line: str | None = None
        try:
            line = whole_line(self.input(prompt))
        except EOFError:
            line = None
        except KeyboardInterrupt:
            # An interrupt ends the wait over there, and must not look like the end of input.
            raise
        except BaseException:
            # Whatever happens here, the other side must not wait for ever.
            self._answer_with(None)
            raise
        self._answer_with(line)

    def _answer_with(self, line: str | None) -> None:
        payload = self._dumps_call(FLAME, "answer_input", (line,), {})
        with self._wire:
            self._transport.send(self._core.call(GUARDED, payload, oneway=True)[1])


def _exception_of(value: object) -> Exception:
    """Return the exception in an answer that is one; never one that ends an interpreter."""
    rebuilt = rebuild_failure(value)
    if isinstance(rebuilt, Exception):
        return rebuilt
    return RemoteError(str(rebuilt), type_name=type(rebuilt).__name__)
