"""Invariant: whatever a server sends, a call ends in a value, an error of ours, or the one told.

Never in another error, and never in a wait for bytes that will not come. The bytes are a real
socket's: a socketpair whose other end has said everything and closed. And whenever a Ctrl-C comes,
the next call gets its own answer.
"""

from __future__ import annotations

import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import pytest
from client.scripted import Peer, Scripted
from ctrl_c import ctrl_c_at
from hypothesis import given
from hypothesis import strategies as st

from guardedflame.client.flame import Flame
from guardedflame.client.link import Link
from guardedflame.client.location import Unix
from guardedflame.client.opening import connect, greet
from guardedflame.errors import GuardedFlameError
from guardedflame.serial.codec import codec_for
from guardedflame.serial.ids import GUARDED
from guardedflame.serial.registry import Registry
from guardedflame.wire.client import ClientConnection
from guardedflame.wire.frame import encode

CODEC = codec_for(GUARDED, Registry())
WHERE = Unix("fuzz")
WELCOME = encode(
    2, 0, 0, GUARDED, CODEC.dumps({"handshake": {"profile": "p"}, "meta": {"methods": ["m"]}})
)

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(
            st.sampled_from(["module", "methods", "attrs", "builtin", "console", "banner", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
names = st.sampled_from(
    [
        "ValueError",
        "builtins.ValueError",
        "builtins.SystemExit",
        "builtins.KeyboardInterrupt",
        "builtins.UnicodeDecodeError",
        "builtins.ExceptionGroup",
        "builtins.OSError",
        "builtins.StopIteration",
        "builtins.eval",
        "guardedflame.errors.LimitExceeded",
        "guardedflame.errors.CodeRefused",
        "LimitExceeded",
        "SessionExited",
        "ProtocolError",
        "os.system",
        "__main__.X",
        "",
    ]
)
failures = st.one_of(
    values,
    st.tuples(names, values, values, values).map(list),
    st.tuples(names, values, values, values),
    st.fixed_dictionaries(
        {"__class__": names, "__exception__": st.booleans(), "args": values, "attributes": values}
    ),
)
pushes = st.one_of(
    values,
    st.tuples(
        st.sampled_from(["Pyro.Flame", "Pyro.Daemon"]),
        st.sampled_from(["output", "execute"]),
        st.lists(st.sampled_from(["stdout", "stderr", "x"]) | values, max_size=3),
        values,
    ).map(list),
)
payloads = st.one_of(st.binary(max_size=64), st.one_of(values, failures, pushes).map(CODEC.dumps))


@st.composite
def frames(draw: st.DrawFn) -> bytes:
    """Return one frame that is mostly right."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=80))
    kind = draw(st.sampled_from([5, 5, 5, 4, 6, 2, 3, 1]))
    flags = draw(st.sampled_from([0, 0, 1, 4, 17, 16, 2, 8, 32, 64, 65535]))
    if kind == 4:
        flags = draw(st.sampled_from([4, 4, 4, flags]))
    seq = draw(st.integers(0, 3))
    serializer = draw(st.sampled_from([GUARDED] * 6 + [1, 2, 3, 4, 0, 255]))
    raw = bytearray(encode(kind, flags, seq, serializer, draw(payloads)))
    if flags == 17:
        note = b"STRM\x00\x00\x00\x02s1"
        raw[16:20] = len(note).to_bytes(4, "big")
        raw[40:40] = note
    if draw(st.integers(0, 9)) == 0 and raw:
        raw[draw(st.integers(0, len(raw) - 1))] = draw(st.integers(0, 255))
    return bytes(raw)


def ignore(_stream: str, _text: str) -> None:
    """Take output and do nothing with it."""


def open_flame(said: bytes) -> tuple[Flame, socket.socket]:
    """Greet a server that has sent ``said`` and nothing after it; return the flame and its end."""
    ours, theirs = socket.socketpair()
    try:
        theirs.sendall(said)
        theirs.shutdown(socket.SHUT_WR)
        core = ClientConnection()
        server = greet(ours, core, CODEC, WHERE, monotonic() + 20)
    except BaseException:
        ours.close()
        theirs.close()
        raise
    return Flame(Link(ours, core, CODEC, WHERE, output=ignore, timeout=20), server), theirs


def only_own_errors(action: Callable[[], object]) -> None:
    """Run ``action``; fail on an error that is neither ours nor the server's answer's."""
    try:
        action()
    except GuardedFlameError:
        pass
    except Exception as error:
        raised_at = traceback.extract_tb(error.__traceback__)[-1]
        told = raised_at.filename.endswith("link.py") and "_exception_of" in (raised_at.line or "")
        missing = isinstance(error, AttributeError) and raised_at.filename.endswith("remote.py")
        if not told and not missing:
            raise


def use_everything(flame: Flame) -> None:
    """Call what reads an answer, until the server's bytes run out."""
    for action in (
        lambda: flame.evaluate("1"),
        lambda: flame.module("m").name,
        flame.ping,
        lambda: flame.builtin("b")(1),
        lambda: flame.getmodule("m"),
        lambda: flame.getfile("f"),
        lambda: flame.console().push_and_get_output("1"),
        lambda: next(flame.evaluate("stream")),
    ):
        only_own_errors(action)


@given(
    said=st.one_of(
        st.binary(max_size=300),
        frames(),
        payloads.map(lambda payload: encode(2, 0, 0, GUARDED, payload)),
        st.one_of(payloads, failures.map(CODEC.dumps)).map(
            lambda payload: encode(3, 0, 0, GUARDED, payload)
        ),
    )
)
def fuzz_any_handshake(said: bytes) -> None:
    """Bytes instead of a server; welcomes and refusals of every shape."""

    def greeted() -> None:
        flame, theirs = open_flame(said)
        flame.close()
        theirs.close()

    only_own_errors(greeted)


@given(said=st.lists(frames(), max_size=6).map(b"".join))
def fuzz_any_frames_as_answers(said: bytes) -> None:
    """A server that let the client in and then says anything."""
    flame, theirs = open_flame(WELCOME + said)
    with theirs, flame:
        use_everything(flame)


@given(payload=failures.map(CODEC.dumps))
def fuzz_any_failure_as_an_exception(payload: bytes) -> None:
    """An answer flagged as an exception, whatever stands in it, raises an Exception."""
    flame, theirs = open_flame(WELCOME + encode(5, 1, 1, GUARDED, payload))
    with theirs, flame:
        with pytest.raises(Exception) as caught:  # noqa: PT011 - any, of the two modules below
            flame.evaluate("1")
        kind = caught.type
        assert issubclass(kind, GuardedFlameError) or kind.__module__ == "builtins"


@pytest.fixture(scope="module")
def talker() -> Iterator[Flame]:
    """A client of a server that prints, asks, and answers an interrupt."""

    def answer(peer: Peer, _target: str, method: str, args: list[object], _: object) -> object:
        if method != "evaluate":
            return False  # to an interrupt: the call before it was answered
        peer.output("stdout", "a")
        peer.push("Pyro.Flame", "input", ["?"])
        peer.output("stderr", "b" * 100)
        return args[0]

    server = Scripted(answer)
    with connect(server.location, output=ignore, input=lambda _prompt: "line") as flame:
        yield flame
    server.close()


@given(points=st.lists(st.integers(0, 160), min_size=1, max_size=3).map(sorted))
def fuzz_ctrl_c_at_any_points(talker: Flame, points: list[int]) -> None:
    """One, two or three of them, where CPython may raise it; the answer is the call's, or none."""
    link = talker._link
    dumps = link._dumps_call
    with ctrl_c_at(*points) as counted:

        def go_on(*given: Any) -> bytes:
            counted.again()
            return dumps(*given)

        link._dumps_call = go_on  # type: ignore[assignment]  # what we send to a server of ours
        try:
            assert talker.evaluate("first") == "first"
        except KeyboardInterrupt:
            pass
        finally:
            sys.settrace(None)
            link._dumps_call = dumps
    assert talker.evaluate("second") == "second", counted.raised
    talker.ping()
