"""Texts that made a reader quadratic: four megabytes, where it would take days.

No clock is looked at: a reader that goes over the text again for each quote does not come back
within any bound, and one that reads it once is done before anybody notices.
"""

from __future__ import annotations

import re
import socket
import threading

import pytest

from attack_tools import NOTHING, Raw, failed, finish_in_a_process, invoke
from guardedflame.broker.requests import ESCAPE_MOST, read_request
from guardedflame.errors import GuardedFlameError
from guardedflame.serial import literal
from guardedflame.serial.envelope import NAME_BYTES, read_call
from guardedflame.serial.ids import JSON, SERPENT
from guardedflame.wire.frame import MessageType, encode
from harness import Serve

QUOTES = 2_000_000
UNTERMINATED = {
    SERPENT: b"'" + b"\\'" * QUOTES,
    JSON: b"," * 100_001 + b'"' + b'\\"' * QUOTES,
}


def test_an_unterminated_string_in_a_serpent_handshake_is_read_once() -> None:
    """What anybody may send before authentication; 8 KB of it on the wire, four MB here."""
    finish_in_a_process(
        "from guardedflame.errors import ValueRefused\n"
        "from guardedflame.serial.envelope import read_handshake\n"
        "try:\n"
        f'    read_handshake({SERPENT}, b"\'" + b"\\\\\'" * {QUOTES})\n'
        "except ValueRefused:\n"
        "    raise SystemExit(0)\n"
        "raise SystemExit('it was taken')\n"
    )


@pytest.mark.parametrize("serializer", UNTERMINATED)
def test_an_unterminated_string_in_a_call_is_read_once(serve: Serve, serializer: int) -> None:
    """The caller is refused, and another client is answered."""
    served = serve()
    other = served.connect(timeout=60)
    with Raw(served, serializer=serializer) as peer:
        assert peer.greet()
        peer.send(invoke(serializer, 1, UNTERMINATED[serializer]))
        assert failed(peer.read())
        other.ping()


def test_a_hostile_servers_refusal_ends_the_clients_connect() -> None:
    """A server refuses the handshake with such a text: connect() raises, it does not hang."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def refuse() -> None:
            peer, _ = listener.accept()
            with peer:
                peer.recv(65536)
                words = encode(MessageType.CONNECTFAIL, 0, 0, SERPENT, UNTERMINATED[SERPENT])
                try:
                    peer.sendall(words)
                    peer.recv(1)
                except OSError:
                    return  # the client had enough

        server = threading.Thread(target=refuse)
        server.start()
        try:
            finish_in_a_process(
                "import guardedflame\n"
                "from guardedflame.errors import GuardedFlameError\n"
                "try:\n"
                f"    guardedflame.connect('127.0.0.1:{listener.getsockname()[1]}', timeout=30)\n"
                "except GuardedFlameError:\n"
                "    raise SystemExit(0)\n"
                "raise SystemExit('it was let in')\n"
            )
        finally:
            server.join()


#: One text of escapes, at each place of a call where the broker reads a text.
ESCAPES = b"'" + b"\\n\\t" * (1 << 16) + b"'"
PLACES = {
    "source": b"('Pyro.Flame','evaluate',(TEXT,),{})",
    "name": b"('Pyro.Flame','getmodule',(TEXT,),{})",
    "object": b"(TEXT,'evaluate',('1',),{})",
    "method": b"('Pyro.Flame',TEXT,('1',),{})",
    "keyword": b"('Pyro.Flame','evaluate',(),{TEXT:1})",
}


@pytest.mark.parametrize("place", PLACES)
def test_serpent_escapes_of_a_text_too_long_are_not_read(
    monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Each escape costs the loop of all clients half a microsecond; 16 MiB of them, seconds."""
    done = 0
    unescape = literal._unescape

    def counted(found: re.Match[str]) -> str:
        nonlocal done
        done += 1
        return unescape(found)

    monkeypatch.setattr(literal, "_unescape", counted)
    payload = b"# serpent utf-8 python3.2\n" + PLACES[place].replace(b"TEXT", ESCAPES)
    most = 1024
    with pytest.raises(GuardedFlameError):
        read_request(read_call(SERPENT, payload), seq=1, serializer=SERPENT, source_most=most)
    assert done <= ESCAPE_MOST * max(most, NAME_BYTES)


def test_serpent_escapes_of_a_client_allowed_nothing_are_refused(serve: Serve) -> None:
    """15 MiB of escapes as a source: refused, and another client is answered."""
    served = serve(NOTHING)
    other = served.connect(timeout=60)
    source = b"'" + b"\\n\\t" * (15 << 18) + b"'"
    payload = b"# serpent utf-8 python3.2\n('Pyro.Flame','evaluate',(" + source + b",),{})"
    with Raw(served, serializer=SERPENT) as peer:
        assert peer.greet()
        peer.send(invoke(SERPENT, 1, payload))
        assert failed(peer.read())
        other.ping()
