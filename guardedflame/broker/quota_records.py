"""What the audit log says of calls that a quota refused: the first, then how many more.

Invariant: whatever a client sends, one quota of it writes two lines a window; the table of open
windows is bounded, and strangers who would not fit into it share a place.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import NamedTuple

from guardedflame import limits
from guardedflame.broker.audit import AuditError, AuditLog
from guardedflame.ids import AuditId


class Subject(NamedTuple):
    """Whom and what a record is about; the fields of the record."""

    client: str
    peer: str
    profile: str
    limit: str
    rule: str


class _Open:
    """A window that has its first record."""

    __slots__ = ("audit_id", "count", "ends", "seconds", "subject")

    def __init__(self, subject: Subject, audit_id: AuditId, ends: float, seconds: float) -> None:
        self.subject = subject
        self.audit_id = audit_id
        self.ends = ends
        self.seconds = seconds
        self.count = 0


class Records:
    """See the module.

    Args:
        audit: where the lines go.
        clock: seconds that only go forward.
    """

    def __init__(self, audit: AuditLog, clock: Callable[[], float]) -> None:
        self._audit = audit
        self._clock = clock
        self._open: dict[Subject, _Open] = {}

    def refused(self, subject: Subject, seconds: float) -> AuditId:
        """Record or count one refusal; return the record that stands for it.

        Args:
            subject: whose, and by which quota.
            seconds: the quota's window.

        Raises:
            AuditError: it is the first, and cannot be written.
        """
        if subject not in self._open and len(self._open) >= limits.QUOTA_RECORDS:
            subject = subject._replace(peer="(many)")
        found = self._open.get(subject)
        now = self._clock()
        if found is not None and now < found.ends:
            found.count += 1
            return found.audit_id
        if found is not None:
            self._close(found)
        audit_id = self._audit.quota(**subject._asdict(), outcome="refused", count=1)
        self._open[subject] = _Open(subject, audit_id, now + seconds, seconds)
        return audit_id

    def sweep(self, *, everything: bool = False) -> None:
        """Write how many more there were in the windows that have ended."""
        now = self._clock()
        for subject, found in list(self._open.items()):
            if everything or now >= found.ends:
                del self._open[subject]
                self._close(found)

    def _close(self, found: _Open) -> None:
        if found.count:
            # A disk that is full is not this caller's trouble: the next decision finds it so.
            with contextlib.suppress(AuditError):
                self._audit.quota(
                    **found.subject._asdict(),
                    outcome="refused again",
                    count=found.count,
                    detail=f"in {found.seconds:g} s, after {found.audit_id}",
                )
