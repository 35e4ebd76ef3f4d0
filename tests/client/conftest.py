"""Fixtures of the client's tests: servers that do what a test says, ended with the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from client.scripted import SERVER, Handler, Scripted


@pytest.fixture
def scripted() -> Iterator[Callable[..., Scripted]]:
    """Start a scripted server; see `client.scripted.Scripted`."""
    servers: list[Scripted] = []

    def start(
        handler: Handler, welcome: Mapping[str, object] | bytes | Exception = SERVER
    ) -> Scripted:
        servers.append(Scripted(handler, welcome))
        return servers[-1]

    yield start
    for server in servers:
        server.close()
