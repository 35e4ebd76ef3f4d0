"""What the command's exit codes mean, and which error has which.

Invariant: constants and one pure function. `guardedflame run` of a program that calls exit(n) is
the one command whose code is not from here.
"""

from __future__ import annotations

from typing import Final

from guardedflame.errors import (
    BadLocation,
    CallInterrupted,
    ConfinementError,
    GuardedFlameError,
    LimitExceeded,
    ListenError,
    PolicyError,
    Refused,
    RemoteError,
    SessionExited,
    WorkerError,
)

OK: Final = 0
RAISED: Final = 1
USAGE: Final = 2
REFUSED: Final = 3
LIMIT: Final = 4
CONNECTION: Final = 5

#: 128 + SIGINT, as shells have it.
INTERRUPTED: Final = 130


def code_of(error: GuardedFlameError) -> int:
    """Return the exit code for ``error``."""
    if isinstance(error, RemoteError):
        return RAISED
    if isinstance(error, BadLocation | PolicyError | ConfinementError | ListenError):
        return USAGE
    if isinstance(error, Refused):
        return REFUSED
    if isinstance(error, LimitExceeded | WorkerError):
        return LIMIT
    if isinstance(error, CallInterrupted):
        return INTERRUPTED
    return CONNECTION


def of_exit(ended: SessionExited) -> int:
    """Return the exit code for a program that called exit(): what it gave, as a shell sees it."""
    return ended.code & 0xFF
