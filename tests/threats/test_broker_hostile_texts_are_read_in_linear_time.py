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
from guardedflame.broker.requests import read_request
from guardedflame.errors import GuardedFlameError, ValueRefused
from guardedflame.serial import cut, literal
from guardedflame.serial.codec import codec_for
from guardedflame.serial.envelope import ESCAPED, LITERAL_NODES, NAME_BYTES, read_call
from guardedflame.serial.ids import GUARDED, JSON, MSGPACK, SERPENT
from guardedflame.serial.registry import Registry
from guardedflame.wire.frame import MessageType, encode
from harness import Serve

MIB = 1 << 20
CALLS = {
    SERPENT: b"# serpent utf-8 python3.2\n('Pyro.Flame','nix',(VALUE,),{})",
    JSON: b'{"object":"Pyro.Flame","method":"nix","params":[VALUE],"kwargs":{}}',
}
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
    """Each escape costs the loop of all clients a tenth of a microsecond; 16 MiB of them, much."""
    done = 0
    unescape = literal._text

    def counted(token: bytes) -> str:
        nonlocal done
        done += len(token)
        return unescape(token)

    monkeypatch.setattr(literal, "_text", counted)
    payload = b"# serpent utf-8 python3.2\n" + PLACES[place].replace(b"TEXT", ESCAPES)
    most = 1024
    with pytest.raises(GuardedFlameError):
        read_request(read_call(SERPENT, payload), seq=1, serializer=SERPENT, source_most=most)
    assert done <= ESCAPED * max(most, NAME_BYTES) + 64


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


#: Frames of the largest size, of what costs most to cut apart: an argument in a call.
COSTLY = {
    "empty strings": b"[" + b'"",' * (5 * MIB - 100) + b'""]',
    "lists": b"[" + b"[]," * (5 * MIB - 100) + b"[]]",
    "escaped quotes": b'"' + b',\\"' * (5 * MIB - 100) + b'"',
    "backslashes and quotes": b'"' + b'\\\\\\"' * (4 * MIB - 100) + b'"',
    "numbers": b"[" + b"0," * (7 * MIB) + b"0]",
    "space": b" " * (15 * MIB) + b"0",
    "strings far apart": b"[" + (b'"",' + b" " * 60) * 240_000 + b'""]',
}


@pytest.mark.parametrize("serializer", [SERPENT, JSON])
@pytest.mark.parametrize("what", COSTLY)
def test_a_frame_of_what_costs_most_is_given_up_early(
    monkeypatch: pytest.MonkeyPatch, serializer: int, what: str
) -> None:
    """15 MiB that took the loop of all clients seconds: a hundred thousand steps at most."""
    done = 0

    class Counted:
        def __init__(self, pattern: re.Pattern[bytes]) -> None:
            self._pattern = pattern

        def match(self, data: bytes, at: int) -> re.Match[bytes] | None:
            nonlocal done
            done += 1
            return self._pattern.match(data, at)

    for name in ("_DEEP", "_SHALLOW"):
        monkeypatch.setattr(cut, name, Counted(getattr(cut, name)))
    rest = {quote: Counted(pattern) for quote, pattern in cut._REST.items()}
    monkeypatch.setattr(cut, "_REST", rest)
    with pytest.raises(ValueRefused, match="parts"):
        read_call(serializer, CALLS[serializer].replace(b"VALUE", COSTLY[what]))
    assert done <= LITERAL_NODES + 1


@pytest.mark.parametrize("serializer", [SERPENT, JSON, MSGPACK, GUARDED])
@pytest.mark.parametrize(
    "value",
    [
        "a" * (15 * MIB),
        ("line of text\n" * (1 << 20))[: 12 * MIB],
        'it\'s said to be "so"\\\n' * 300_000,
        bytes(11 * MIB),
        ["some text of a row", 1.5] * 40_000,
        [[1, 2, 3]] * 30_000,
        list(range(500_000)),
    ],
    ids=["text", "lines", "quotes", "bytes", "rows", "lists", "numbers"],
)
def test_honest_calls_of_the_largest_size_are_read(serializer: int, value: object) -> None:
    """What people send in one frame is cut out, and is what it was."""
    codec = codec_for(serializer, Registry())
    envelope = read_call(serializer, codec.dumps_call("Pyro.Flame", "invokeBuiltin", [value], {}))
    (raw,) = envelope.args
    assert codec.loads(raw) == value
