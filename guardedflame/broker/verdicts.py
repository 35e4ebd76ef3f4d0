"""How calls ended, as the audit log is told.

Invariant: each submitted call gets one verdict. That of a call that did not go well is written
before its client is told; where it cannot be written, the caller hears it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from guardedflame.broker.audit import AuditError, AuditLog, Ending, Outcome
from guardedflame.broker.pending import Pending
from guardedflame.broker.running import RunningCall
from guardedflame.errors import (
    CallInterrupted,
    GuardedFlameError,
    LimitExceeded,
    PoolExhausted,
    SessionExited,
    WorkerError,
)
from guardedflame.ids import SessionId
from guardedflame.ipc.messages import Gone
from guardedflame.serial.failures import Failure

#: The verdict for each error that ends a call; any other is a crash.
OUTCOMES: Final[Mapping[type[GuardedFlameError], Outcome]] = MappingProxyType(
    {
        LimitExceeded: "limit",
        CallInterrupted: "interrupted",
        SessionExited: "exited",
        PoolExhausted: "refused",
    }
)

#: What a worker's own word for a failure makes of a verdict; any other is a failed call.
_TOLD: Final[Mapping[str, Outcome]] = MappingProxyType(
    {"guardedflame.LimitExceeded": "limit", "guardedflame.CallInterrupted": "interrupted"}
)


class Verdicts:
    """One session's.

    Args:
        audit: where they go.
        session: whose they are.
    """

    def __init__(self, audit: AuditLog, session: SessionId) -> None:
        self._audit = audit
        self._session = session

    def closed(self, call: RunningCall, failure: Failure | None, cpu: float | None) -> None:
        """Record a call that its worker has closed. Raises AuditError."""
        outcome: Outcome = "done"
        ending = None
        if failure is not None:
            outcome = _TOLD.get(failure.type_name, "failed")
            ending = _ending(
                failure.attributes if outcome == "limit" else {},
                survived=True,
                detail=failure.type_name,
            )
        self._audit.verdict(
            of=call.pending.audit_id,
            session=self._session,
            outcome=outcome,
            seconds=call.elapsed(time.monotonic()),
            cpu=cpu,
            ending=ending,
        )

    def ended(self, call: RunningCall, error: GuardedFlameError, gone: Gone, *, left: bool) -> None:
        """Record a call that ended with its worker; ``left``: nobody waits for it any more."""
        self._end(
            call.pending,
            error,
            seconds=call.elapsed(time.monotonic()),
            outcome="gone" if left else None,
            survived=False,
            detail=f"status {gone.status}, cpu {gone.cpu:.3f} s, peak {gone.peak_rss_kib} KiB",
        )

    def not_run(self, pending: Pending, error: GuardedFlameError, *, left: bool = False) -> None:
        """Record a call that no worker was given."""
        self._end(
            pending,
            error,
            seconds=0.0,
            outcome="gone" if left else None,
            survived=isinstance(error, LimitExceeded | CallInterrupted) and error.state_survived,
            detail="",
        )

    def _end(
        self,
        pending: Pending,
        error: GuardedFlameError,
        *,
        seconds: float,
        outcome: Outcome | None,
        survived: bool,
        detail: str,
    ) -> None:
        if isinstance(error, LimitExceeded | CallInterrupted | WorkerError):
            # Who is told can ask for the record.
            error.audit_id = pending.audit_id
        try:
            self._audit.verdict(
                of=pending.audit_id,
                session=self._session,
                outcome=outcome or OUTCOMES.get(type(error), "crashed"),
                seconds=seconds,
                ending=_ending(
                    vars(error) if isinstance(error, LimitExceeded) else {},
                    survived=survived,
                    detail=detail,
                ),
            )
        except AuditError as failure:
            # The worker is dead already; what is left to do is to say so where people look.
            print(f"guardedflame: {failure}", file=sys.stderr)  # noqa: T201


def _ending(limit: Mapping[str, object], *, survived: bool, detail: str) -> Ending:
    """Return what a verdict says of a call that did not go well; ``limit`` as its error has it."""

    def said(name: str) -> str:
        return str(limit.get(name, ""))

    return Ending(
        limit=said("limit"),
        allowance=said("allowed"),
        used=said("used"),
        peak=said("peak"),
        rule=said("rule"),
        state_survived=survived,
        detail=detail,
    )
