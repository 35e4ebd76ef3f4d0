"""From a location to an open `Flame`; each step that can fail says which one it was.

Invariant: on any error the socket is closed, and what a server sent is read by the protocol core
and the codec only. One deadline covers the TCP connect and the handshake.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from time import monotonic
from typing import NoReturn

from guardedflame import __version__
from guardedflame.client.flame import Flame
from guardedflame.client.link import FLAME, Link
from guardedflame.client.location import Location, Tcp, Unix, parse_location
from guardedflame.client.output import (
    InputHandler,
    OutputHandler,
    Writable,
    no_input,
    output_handler,
)
from guardedflame.client.transport import RECEIVE
from guardedflame.errors import (
    ConnectError,
    ConnectionDeniedError,
    GuardedFlameError,
    ProtocolError,
    Refused,
)
from guardedflame.limits import FRAME
from guardedflame.serial.codec import Codec, codec_for
from guardedflame.serial.failures import rebuild_failure
from guardedflame.serial.ids import GUARDED, NAMES
from guardedflame.serial.registry import Registry
from guardedflame.wire.client import ClientConnection
from guardedflame.wire.events import NEED_DATA, Accepted, PeerClosed, Rejected

#: Characters of a server's own words that go into a message of ours.
_WORDS_MOST = 1000


def connect(
    location: str,
    *,
    timeout: float | None = None,
    output: OutputHandler | Writable | None = None,
    input: InputHandler | None = None,
    connect_timeout: float = 10.0,
    limits: Mapping[str, object] | None = None,
    registry: Registry | None = None,
    largest: int = FRAME,
) -> Flame:
    """Connect to a GuardedFlame server and return its `Flame`.

    Args:
        location: ``host:port``, ``[ipv6]:port``, ``tcp://host:port``, ``unix:path`` or Pyro's
            ``./u:path``.
        timeout: Seconds one call may take before the connection is given up; None leaves it to
            the server's own limits.
        output: Where the remote program's output goes as it arrives: None for this process's
            stdout and stderr, a file for both, or a callable given ("stdout" | "stderr", text).
        input: Called with a prompt when the remote program asks for a line of input; returns the
            line, or None at the end. None: the program finds its input at its end.
        connect_timeout: Seconds for connecting and the handshake together.
        registry: Classes whose instances may cross as data, besides the plain types.
        limits: What the session shall have less of than its policy allows, such as
            ``{"cpu": "1s", "memory": "64 MiB"}``, as a policy writes it; docs/limits.md lists them.
        largest: Bytes of one answer this client takes; a longer one ends the connection.

    Raises:
        BadLocation: the location names no place.
        ConnectError: the server cannot be reached or is none; the message names the step.
        ConnectionDeniedError: the server's policy said no.
        ValueError: a timeout that is not above 0.
    """
    if connect_timeout <= 0 or (timeout is not None and timeout <= 0):
        raise ValueError("a timeout is more than 0 seconds, or None for no bound")
    place = parse_location(location)
    handler = output_handler(output)
    deadline = monotonic() + connect_timeout
    codec = codec_for(GUARDED, registry or Registry())
    core = ClientConnection(frame=largest)
    opened = open_socket(place, deadline)
    try:
        server = greet(opened, core, codec, place, deadline, limits=limits)
    except BaseException:
        opened.close()
        raise
    link = Link(
        opened, core, codec, place, output=handler, input=input or no_input, timeout=timeout
    )
    return Flame(link, server)


def open_socket(location: Location, deadline: float) -> socket.socket:
    """Return a connected stream socket.

    Args:
        location: Where to.
        deadline: On the clock of `time.monotonic`, in seconds.

    Raises:
        ConnectError: naming the step: name resolution, TCP connect or unix connect.
    """
    if isinstance(location, Unix):
        return _open_unix(location, deadline)
    return _open_tcp(location, deadline)


def _left(deadline: float) -> float:
    """Return the seconds left, never 0, which would mean a non-blocking socket."""
    return max(deadline - monotonic(), 0.001)


def _open_tcp(location: Tcp, deadline: float) -> socket.socket:
    try:
        opened = socket.create_connection((location.host, location.port), _left(deadline))
    except (socket.gaierror, UnicodeError) as error:
        why = error.strerror if isinstance(error, socket.gaierror) else "no valid name"
        raise ConnectError(
            f"cannot resolve host {location.host!r}: {why}; check its spelling"
        ) from error
    except TimeoutError as error:
        raise ConnectError(
            f"cannot connect to {location}: no answer in time; check the address and any firewall"
        ) from error
    except ConnectionRefusedError as error:
        raise ConnectError(
            f"cannot connect to {location}: nothing listens there; "
            "start a server with `guardedflame serve`, or check the port"
        ) from error
    except OSError as error:
        raise ConnectError(
            f"cannot connect to {location}: {error.strerror or error}; check the address"
        ) from error
    # A call is one small frame and its answer another: waiting to fill a segment only costs.
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # A call without a timeout must still end when the server's machine is gone.
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    return opened


def _open_unix(location: Unix, deadline: float) -> socket.socket:
    opened = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        opened.settimeout(_left(deadline))
        opened.connect(location.path)
    except OSError as error:
        opened.close()
        if isinstance(error, FileNotFoundError):
            why = "there is no such socket; start a server with `guardedflame serve`"
        elif isinstance(error, ConnectionRefusedError):
            why = "nothing listens there any more; start a server with `guardedflame serve`"
        elif isinstance(error, PermissionError):
            why = "this user may not; ask the operator for access to the socket"
        elif isinstance(error, TimeoutError):
            why = "no answer in time; the server may be overloaded"
        else:
            why = f"{error.strerror or error}; check the path"
        raise ConnectError(f"cannot connect to {location}: {why}") from error
    return opened


def greet(
    opened: socket.socket,
    core: ClientConnection,
    codec: Codec,
    location: Location,
    deadline: float,
    *,
    limits: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Do the handshake on ``opened`` and return what the server says of itself.

    The result has the server's own keys: profile, isolation, language, session and so on.

    Raises:
        ConnectionDeniedError: the server said no; it carries the rule and what to do.
        ConnectError: no answer, or not that of a GuardedFlame server.
    """
    try:
        hello: dict[str, object] = {"client": f"guardedflame/{__version__}"}
        if limits:
            hello["limits"] = {str(name): str(amount) for name, amount in limits.items()}
        greeting = {"handshake": hello, "object": FLAME}
        opened.sendall(core.connect(GUARDED, codec.dumps(greeting)))
        while (event := core.next_event()) is NEED_DATA:
            opened.settimeout(_left(deadline))
            core.receive_data(opened.recv(RECEIVE))
            if monotonic() > deadline:
                raise TimeoutError
    except TimeoutError as error:
        raise ConnectError(
            f"{location} accepts connections but answers no handshake; "
            "is that a GuardedFlame server, or is it overloaded?"
        ) from error
    except ProtocolError as error:
        raise ConnectError(
            f"{location} speaks something other than Pyro5's protocol ({error}); "
            "is that a GuardedFlame server?"
        ) from error
    except OSError as error:
        raise ConnectError(
            f"{location} broke the connection during the handshake ({error.strerror or error})"
        ) from error
    if isinstance(event, Rejected):
        _rejected(location, event)
    if isinstance(event, PeerClosed):
        raise ConnectError(
            f"{location} hung up during the handshake; is that a GuardedFlame server?"
        )
    if not isinstance(event, Accepted) or event.serializer != GUARDED:
        raise _stranger(location)
    return _read_welcome(location, codec, event.payload)


def _read_welcome(location: Location, codec: Codec, payload: bytes) -> dict[str, object]:
    try:
        match codec.loads(payload):
            case {"handshake": dict() as server, "meta": Mapping()}:
                return {str(key): value for key, value in server.items()}
    except Refused as error:
        raise _stranger(location) from error
    raise _stranger(location)


def _rejected(location: Location, event: Rejected) -> NoReturn:
    """Raise what a CONNECTFAIL says: text, or on our own serializer a whole failure."""
    try:
        said = codec_for(event.serializer, Registry()).loads(event.payload)
    except GuardedFlameError as error:
        name = NAMES.get(event.serializer, str(event.serializer))
        raise ConnectError(
            f"{location} refused the handshake in a serializer this client does not read ({name}); "
            "a stock Pyro daemon does that, GuardedFlame does not"
        ) from error
    if not isinstance(said, str):
        failure = rebuild_failure(said)
        if isinstance(failure, ConnectionDeniedError):
            raise failure
        said = str(failure)
    raise ConnectionDeniedError(f"{location} refused the connection: {said[:_WORDS_MOST]}")


def _stranger(location: Location) -> ConnectError:
    return ConnectError(
        f"{location} speaks Pyro5's protocol but is no GuardedFlame server; use a Pyro5 Proxy"
    )
