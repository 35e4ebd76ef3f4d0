"""How the end of a worker is told, and how it stands in the audit log.

Invariant: pure; a number of the kernel's becomes a sentence here and nowhere else.
"""

from __future__ import annotations

import signal
from typing import Final

from guardedflame.amounts import show_size
from guardedflame.errors import (
    CallInterrupted,
    GuardedFlameError,
    LimitExceeded,
    SessionExited,
    WorkerCrashed,
)
from guardedflame.ids import AuditId
from guardedflame.ipc.messages import OUT_OF_MEMORY, Gone
from guardedflame.policy.less import shown_limits
from guardedflame.policy.model import Profile
from guardedflame.serial.failures import Failure

#: Errors that only the broker tells: a worker's word for one would pass for the broker's.
_BROKERS_OWN: Final = frozenset(
    f"guardedflame.{name}"
    for name in (
        "CallInterrupted",
        "ConfinementError",
        "ConnectionDeniedError",
        "PoolExhausted",
        "SessionExited",
        "WorkerCrashed",
        "WorkerError",
    )
)

#: Limits that a worker itself counts. Any other is the broker's to tell, and a worker that tells
#: of one makes it up.
_WORKERS_OWN: Final = frozenset(
    {
        "file_size",
        "memory",
        "open_files",
        "output",
        "processes",
        "result",
        "scratch",
        "scratch_files",
        "streams",
    }
)


def vouched(failure: Failure, profile: Profile, audit_id: AuditId) -> Failure:
    """Return a worker's failure with nothing of the policy's in it that is the worker's word.

    Args:
        failure: what the worker says, within bounds.
        profile: the session's.
        audit_id: of the call.
    """
    if failure.type_name in _BROKERS_OWN:
        return Failure("builtins.RuntimeError", failure.args, failure.traceback, {})
    if failure.type_name != "guardedflame.LimitExceeded":
        return failure
    limit = str(failure.attributes.get("limit", ""))
    if limit not in _WORKERS_OWN:
        return Failure("builtins.RuntimeError", failure.args, failure.traceback, {})
    told = {name: failure.attributes.get(name) for name in ("allowed", "used", "hint")}
    told["allowed"] = shown_limits(profile.limits).get(limit, told["allowed"])
    rule = profile.rules.get(f"limits.{limit}", "")
    return Failure(
        failure.type_name,
        failure.args,
        failure.traceback,
        {**told, "limit": limit, "rule": rule, "state_survived": True, "audit_id": audit_id},
    )


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


def exited(code: int) -> SessionExited:
    """Return the error that tells a client that its program has ended the session."""
    code &= 0xFF
    return SessionExited(
        f"the program ended its session with exit({code})",
        code=code,
        cause=f"exit {code}",
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
