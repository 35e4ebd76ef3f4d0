"""W11, W15: what one session was handed is nothing to another."""

from __future__ import annotations

import Pyro5.api
import Pyro5.errors
import pytest

from guardedflame.errors import CallRefused, SessionExited, ValueRefused
from harness import Serve


def test_a_stream_id_of_another_session_opens_nothing(serve: Serve) -> None:
    """The stock daemon lets any client with the id read or close the stream; here it is unknown."""
    served = serve()
    owner, thief = served.connect(), served.connect()
    stream = owner.evaluate("iter([1, 2, 3])")
    assert next(stream) == 1
    name = stream._stream
    with pytest.raises(CallRefused, match="no item stream"):
        thief._link.call("Pyro.Daemon", "get_next_stream_item", [name], {})
    thief._link.call("Pyro.Daemon", "close_stream", [name], {})
    assert next(stream) == 2


def test_an_iterator_from_before_a_crash_reads_nothing_of_the_next_session(serve: Serve) -> None:
    """Stream names never repeat, so the old iterator ends instead of reading another's items."""
    flame = serve().connect()
    old = flame.evaluate("iter([1, 2, 3])")
    assert next(old) == 1
    with pytest.raises(SessionExited):
        flame.execute("exit()")
    new = flame.evaluate("iter('abc')")
    with pytest.raises(CallRefused, match="no item stream"):
        next(old)
    assert list(new) == ["a", "b", "c"]


def test_an_object_id_that_was_never_handed_out_is_unknown(serve: Serve) -> None:
    """W15: the stock daemon reaches every registered object after one handshake."""
    flame = serve().connect()
    for name in ("Pyro.NameServer", "obj_1234", "Pyro.Flame.console.evil", ""):
        with pytest.raises((CallRefused, ValueRefused)):
            flame._link.call(name, "evaluate", ["1"], {})


def test_a_made_up_ticket_is_turned_away(serve: Serve) -> None:
    """A ticket has 256 random bits."""
    proxy = Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{serve().tcp}")
    proxy._pyroHandshake = "ticket:" + "A" * 43
    with pytest.raises(Pyro5.errors.CommunicationError, match="ticket"):
        proxy._pyroBind()
    proxy._pyroRelease()


def test_a_ticket_is_dead_once_its_session_is(serve: Serve) -> None:
    """What a stock client kept of a module opens nothing after the session has ended."""
    served = serve()
    flame = Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}")
    math = flame.module("math")
    assert math.sqrt(4) == 2
    flame._pyroRelease()
    with pytest.raises(Pyro5.errors.CommunicationError):
        for _ in range(100):
            math._pyroRelease()
            math.sqrt(4)
    math._pyroRelease()


def test_a_ticket_of_another_peer_is_turned_away(serve: Serve) -> None:
    """A ticket made for a TCP client does not open the session over the unix socket."""
    served = serve()
    flame = Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}")
    math = flame.module("math")
    stolen = Pyro5.api.Proxy(f"PYRO:Pyro.Flame.module.math@{served.unix}")
    stolen._pyroHandshake = math._pyroHandshake
    assert str(stolen._pyroHandshake).startswith("ticket:")
    with pytest.raises(Pyro5.errors.CommunicationError, match="ticket"):
        stolen._pyroBind()
    for proxy in (flame, math, stolen):
        proxy._pyroRelease()
