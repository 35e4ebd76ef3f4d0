"""How the end of a worker is told, and how it stands in the audit log.

Invariant: pure; a number of the kernel's becomes a sentence here and nowhere else.
"""

from __future__ import annotations

import signal

from guardedflame.amounts import show_size
from guardedflame.errors import (
    CallInterrupted,
    GuardedFlameError,
    LimitExceeded,
    WorkerCrashed,
)
from guardedflame.ipc.messages import OUT_OF_MEMORY, Gone
from guardedflame.policy.model import Profile


def interrupted(*, survived: bool) -> CallInterrupted:
    """Return the error that tells a client that its call was interrupted as it asked."""
    if survived:
        return CallInterrupted(
            "the call was interrupted", hint="the session's state is as the interrupt left it"
        )
    return CallInterrupted(
        "the call was interrupted, did not stop, and the session was ended",
        state_survived=False,
        hint="the session's state is gone; the next call starts a new one",
    )


def ending(gone: Gone, reason: str, profile: Profile) -> GuardedFlameError:
    """Return the error that tells what became of a worker.

    Args:
        gone: what the zygote says of the process.
        reason: why we ended it, empty if we did not.
        profile: the session's.
    """
    if reason:
        cause = reason
    elif gone.status == OUT_OF_MEMORY:
        allowed = show_size(profile.limits.memory)
        return LimitExceeded(
            f"the session's memory limit of {allowed} was reached and the session ended",
            limit="memory",
            allowed=allowed,
            used=f"over {allowed}",
            state_survived=False,
            rule=profile.rules.get("limits.memory", f"profile {profile.base}"),
            hint="the session's state is gone; keep less data at once",
        )
    elif gone.status < 0:
        try:
            cause = signal.Signals(-gone.status).name
        except ValueError:
            cause = f"signal {-gone.status}"
    else:
        cause = f"exit status {gone.status}"
    return WorkerCrashed(
        f"the session's process died ({cause})",
        cause=cause,
        hint="the session's state is gone; the next call starts a new one",
    )
