"""One call that runs in a worker: its clock, what it may still write, how it is being stopped.

Invariant: measures only; the clock is monotonic and stands still while the call waits for its
client. What follows from a measure is the session's and the watchdog's to do.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from guardedflame import limits
from guardedflame.broker.pending import Pending
from guardedflame.errors import LimitExceeded
from guardedflame.ipc.signals import Reason
from guardedflame.policy.model import Limits

Step = Literal["tell", "kill"]

#: What is done to a call that is being stopped, after which part of its grace. Told twice: a
#: program may have swallowed it the first time, in a cleanup that goes wrong.
STEPS: Final[tuple[tuple[float, Step], ...]] = ((0.0, "tell"), (0.5, "tell"), (1.0, "kill"))


class Verdict(NamedTuple):
    """Which limit a call has reached, and by how much, for people."""

    limit: str
    allowed: str
    used: str


class Stop:
    """A call on its way to its end.

    Args:
        reason: what its worker is told.
        verdict: the limit; None for an interrupt.
        now: when it began, on the monotonic clock.
    """

    __slots__ = ("_taken", "reason", "since", "verdict")

    def __init__(self, reason: Reason, verdict: Verdict | None, now: float) -> None:
        self.reason = reason
        self.verdict = verdict
        self.since = now
        self._taken = 0

    def due(self, now: float, grace: float) -> Step | None:
        """Return the next step if its time has come; each is returned once."""
        if self._taken == len(STEPS):
            return None
        part, step = STEPS[self._taken]
        if now - self.since < part * grace:
            return None
        self._taken += 1
        return step


class RunningCall:
    """See the module.

    Args:
        pending: the call.
        allowed: the session's limits.
        now: when it starts.
        cpu: seconds the worker had used before; negative where that is not known yet.
    """

    __slots__ = (
        "_lines",
        "_lines_since",
        "_output",
        "_rate",
        "_waited",
        "asked_at",
        "cpu_before",
        "output_left",
        "pending",
        "short_left",
        "started_at",
        "stop",
    )

    def __init__(self, pending: Pending, allowed: Limits, now: float, cpu: float) -> None:
        self.pending = pending
        self.started_at = now
        self.asked_at = 0.0
        self.cpu_before = cpu
        self.output_left = self._output = allowed.output
        self.short_left = 2 * limits.SHORT_OUTPUTS
        self.stop: Stop | None = None
        self._rate = allowed.lines
        self._lines = 0
        self._lines_since = now
        self._waited = 0.0

    def elapsed(self, now: float) -> float:
        """Return the seconds it has run, without those it waited for its client."""
        return (self.asked_at or now) - self.started_at - self._waited

    def begun(self, now: float) -> bool:
        """Whether its worker has surely read it: it has said something, or had time enough."""
        said = self.asked_at > 0 or self.output_left < self._output
        return said or now - self.started_at >= limits.BEGIN_SECONDS

    def answered(self, now: float) -> None:
        """Its question was answered; when it began stays as it was.

        The watchdog looks at calls of some age, and answers must not keep one young.
        """
        if self.asked_at:
            self._waited += now - self.asked_at
            self.asked_at = 0.0

    def wrote(self, text: str) -> bool:
        """Count what it wrote; False if an honest worker cannot have written that."""
        size = len(text)
        self.output_left -= size
        if size < limits.SHORT_OUTPUT:
            self.short_left -= 1
        within = self.output_left >= 0 and self.short_left >= 0
        return within and 0 < size <= limits.OUTPUT_CHUNK

    def lines_over(self, text: str, now: float) -> int:
        """Count the lines of what it wrote; return how many too many there are in this period."""
        if now - self._lines_since >= self._rate.seconds:
            self._lines_since = now
            self._lines = 0
        self._lines += text.count("\n")
        return max(0, self._lines - int(self._rate.amount))


def over(
    verdict: Verdict, *, rule: str, survived: bool, peak: str = "", hint: str = ""
) -> LimitExceeded:
    """Return the error that tells a client of a limit its call has reached."""
    what = f"the {verdict.limit} limit of {verdict.allowed} was reached ({verdict.used})"
    if survived:
        message = f"{what} and the call was stopped"
        hint = hint or "what the session held before is still there; ask for less in one call"
    else:
        message = f"{what} and the session was ended"
        hint = hint or "the session's state is gone; the next call starts a new one"
    return LimitExceeded(
        message,
        limit=verdict.limit,
        allowed=verdict.allowed,
        used=verdict.used,
        peak=peak,
        state_survived=survived,
        rule=rule,
        hint=hint,
    )
