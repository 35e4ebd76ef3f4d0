"""Connecting: each step that fails is named, and nothing is left open."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from client.scripted import Scripted

import guardedflame
from guardedflame.errors import ConnectError, ConnectionDeniedError
from guardedflame.wire.frame import encode

Start = Callable[..., Scripted]


def answer_nothing(*_: object) -> None:
    """Answer every call with None."""


def test_greets_and_learns_what_the_server_says_of_itself(scripted: Start) -> None:
    """Sends its name in the handshake; offers the server's information read-only."""
    server = scripted(answer_nothing)
    with guardedflame.connect(server.location) as flame:
        assert flame.server["profile"] == "analyst"
        assert flame.server["isolation"] == "full"
        assert "analyst" in repr(flame)
    greeting = {"client": f"guardedflame/{guardedflame.__version__}"}
    assert server.greetings == [{"handshake": greeting, "object": "Pyro.Flame"}]


def test_unknown_host_is_name_resolution() -> None:
    """A name that no resolver takes; a label has at most 63 characters, so nobody is asked."""
    with pytest.raises(ConnectError, match="cannot resolve host"):
        guardedflame.connect("a" * 64 + ".invalid:9999")


def test_closed_port_says_that_nothing_listens() -> None:
    """A port that is taken, and not listened on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(ConnectError, match=f"127.0.0.1:{port}: nothing listens there"):
            guardedflame.connect(f"127.0.0.1:{port}")


def test_missing_unix_socket_is_named(tmp_path: Path) -> None:
    """There is no such file."""
    with pytest.raises(ConnectError, match="there is no such socket"):
        guardedflame.connect(f"unix:{tmp_path}/none.sock")


def test_stale_unix_socket_is_named(tmp_path: Path) -> None:
    """The file is there, its server is not."""
    with socket.socket(socket.AF_UNIX) as old:
        old.bind(f"{tmp_path}/old.sock")
    with pytest.raises(ConnectError, match="nothing listens there any more"):
        guardedflame.connect(f"./u:{tmp_path}/old.sock")


def test_silent_server_is_given_up_on() -> None:
    """It accepts and says nothing."""
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(ConnectError, match="answers no handshake"),
    ):
        guardedflame.connect(f"127.0.0.1:{silent.getsockname()[1]}", connect_timeout=0.2)


def test_dripping_server_is_given_up_on() -> None:
    """A byte now and then renews no deadline."""
    stop = threading.Event()

    def drip() -> None:
        opened, _ = listener.accept()
        with opened:
            for byte in encode(2, 0, 0, 103, b"x" * 2000):
                if stop.wait(0.02):
                    return
                opened.sendall(bytes([byte]))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip)
        thread.start()
        with pytest.raises(ConnectError, match="answers no handshake"):
            guardedflame.connect(f"127.0.0.1:{listener.getsockname()[1]}", connect_timeout=0.3)
        stop.set()
        thread.join(10)


def test_web_server_is_no_server_of_ours(scripted: Start) -> None:
    """It answers, but not in Pyro's protocol."""
    server = scripted(answer_nothing, welcome=b"HTTP/1.1 400 Bad Request\r\n\r\n" + b" " * 100)
    with pytest.raises(ConnectError, match="something other than Pyro5's protocol"):
        guardedflame.connect(server.location)


def test_hang_up_in_the_handshake_is_named(scripted: Start) -> None:
    """It closes instead of answering."""
    server = scripted(answer_nothing, welcome=b"")
    with pytest.raises(ConnectError, match="hung up during the handshake"):
        guardedflame.connect(server.location)


def test_refusal_carries_rule_and_hint(scripted: Start) -> None:
    """The server's policy says no; the client tells all the server told."""
    no = ConnectionDeniedError(
        "this address is blocked", code=2, rule="p.yaml:3 connections", hint="ask the operator"
    )
    server = scripted(answer_nothing, welcome=no)
    with pytest.raises(ConnectionDeniedError, match="this address is blocked") as caught:
        guardedflame.connect(server.location)
    assert caught.value.code == 2
    assert caught.value.rule == "p.yaml:3 connections"
    assert caught.value.hint == "ask the operator"


@pytest.fixture
def stock_daemon() -> Iterator[str]:
    """Run a stock Pyro5 daemon; its location."""
    server = pytest.importorskip("Pyro5.server", reason="Pyro5 is the interop peer")
    daemon = server.Daemon(host="127.0.0.1")
    thread = threading.Thread(target=daemon.requestLoop)
    thread.start()
    yield daemon.locationStr
    daemon.shutdown()
    thread.join(10)
    daemon.close()


def test_stock_pyro_daemon_is_no_server_of_ours(stock_daemon: str) -> None:
    """It speaks the protocol, and does not know our serializer."""
    with pytest.raises(ConnectError, match="GuardedFlame"):
        guardedflame.connect(stock_daemon)


def test_output_of_a_wrong_kind_is_refused_before_connecting() -> None:
    """A number is no place to write to."""
    with pytest.raises(TypeError, match="output is None, a file or a callable, not int"):
        guardedflame.connect("localhost:9999", output=7)  # type: ignore[arg-type]


@pytest.mark.parametrize("seconds", [0, -1])
def test_timeout_that_is_none_is_refused_before_connecting(seconds: float) -> None:
    """Zero would mean a socket that never waits."""
    with pytest.raises(ValueError, match="more than 0 seconds"):
        guardedflame.connect("localhost:9999", timeout=seconds)
    with pytest.raises(ValueError, match="more than 0 seconds"):
        guardedflame.connect("localhost:9999", connect_timeout=seconds)
