"""Threat W18, wire half: PYRO_* variables and a global config change what a server accepts."""

from __future__ import annotations

import pytest
from Pyro5 import configure

from guardedflame.errors import RemoteProtocolError
from guardedflame.wire import MessageType, ServerConnection
from guardedflame.wire.frame import encode


def test_limits_are_arguments_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the environment nor Pyro5's config object reaches the core."""
    monkeypatch.setenv("PYRO_MAX_MESSAGE_SIZE", str(1 << 30))
    connection = ServerConnection()
    connection.receive_data(encode(MessageType.CONNECT, 0, 0, 3, bytes(9000)))
    with pytest.raises(RemoteProtocolError, match="over the cap of 8192"):
        connection.next_event()


def test_the_stock_config_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pyro5 5.17 lets whoever sets the environment move its limit."""
    monkeypatch.setenv("PYRO_MAX_MESSAGE_SIZE", "12345")
    assert configure.Configuration().MAX_MESSAGE_SIZE == 12345
