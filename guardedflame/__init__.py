"""GuardedFlame: Pyro's Flame behind a policy, each client in a kernel-confined process.

Invariant: importing this package loads the errors and nothing else. Server processes import it too,
and a sandbox has no use for a client; `connect` and `Flame` are loaded when first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guardedflame.errors import (
    BadLocation,
    CallInterrupted,
    CallRefused,
    CallTimedOut,
    CodeRefused,
    ConfinementError,
    ConnectError,
    ConnectionDeniedError,
    ConnectionLost,
    GuardedFlameError,
    GuardRefused,
    ImportRefused,
    LimitExceeded,
    ListenError,
    PolicyError,
    PoolExhausted,
    ProtocolError,
    Refused,
    RemoteError,
    RemoteProtocolError,
    SessionExited,
    ValueRefused,
    WorkerCrashed,
    WorkerError,
)

if TYPE_CHECKING:
    from guardedflame.client import Flame, connect

__version__ = "0.1.0"

__all__ = [
    "BadLocation",
    "CallInterrupted",
    "CallRefused",
    "CallTimedOut",
    "CodeRefused",
    "ConfinementError",
    "ConnectError",
    "ConnectionDeniedError",
    "ConnectionLost",
    "Flame",
    "GuardRefused",
    "GuardedFlameError",
    "ImportRefused",
    "LimitExceeded",
    "ListenError",
    "PolicyError",
    "PoolExhausted",
    "ProtocolError",
    "Refused",
    "RemoteError",
    "RemoteProtocolError",
    "SessionExited",
    "ValueRefused",
    "WorkerCrashed",
    "WorkerError",
    "__version__",
    "connect",
]


def __getattr__(name: str) -> object:
    """Return `connect` or `Flame` (PEP 562). Raises AttributeError for any other name."""
    if name not in {"connect", "Flame"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    from guardedflame import client  # noqa: PLC0415 - see the invariant above

    return client.connect if name == "connect" else client.Flame
