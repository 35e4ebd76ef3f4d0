"""How the end of a worker is told, and how it stands in the audit log.

Invariant: pure; a number of the kernel's becomes a sentence here and nowhere else.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from guardedflame.broker.audit import Outcome
from guardedflame.errors import (
    GuardedFlameError,
    LimitExceeded,
    PoolExhausted,
    SessionExited,
    WorkerCrashed,
)
from guardedflame.ipc.messages import OUT_OF_MEMORY, Gone
from guardedflame.policy.model import Profile

#: The verdict for each error that ends a call with its worker; any other is a crash.
OUTCOMES: Final[Mapping[type[GuardedFlameError], Outcome]] = MappingProxyType(
    {LimitExceeded: "limit", SessionExited: "exited", PoolExhausted: "refused"}
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
        allowed = f"{profile.limits.memory} bytes"
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
