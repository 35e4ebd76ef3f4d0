"""Trust domain: the user's own process. What people import."""

from __future__ import annotations

from guardedflame.client.console import RemoteConsole
from guardedflame.client.flame import Flame
from guardedflame.client.iterator import RemoteIterator
from guardedflame.client.opening import connect
from guardedflame.client.remote import RemoteBuiltin, RemoteFunction, RemoteModule

__all__ = [
    "Flame",
    "RemoteBuiltin",
    "RemoteConsole",
    "RemoteFunction",
    "RemoteIterator",
    "RemoteModule",
    "connect",
]
