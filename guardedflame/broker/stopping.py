"""How a running call is brought to its end: told first, its worker killed after a grace.

Invariant: a call is stopped for one reason, a limit before an interrupt, and the error that tells
of it is made here alone.
"""

from __future__ import annotations

import time
from typing import Final

from guardedflame import limits
from guardedflame.amounts import about_size
from guardedflame.broker.endings import interrupted
from guardedflame.broker.place import Place
from guardedflame.broker.running import RunningCall, Stop, Verdict, over
from guardedflame.errors import CallInterrupted, GuardedFlameError, LimitExceeded
from guardedflame.ipc.messages import Answer, Done, Failed
from guardedflame.ipc.signals import Reason
from guardedflame.policy.model import Profile

#: How a program ends that was interrupted and does not say otherwise.
_INTERRUPTS: Final = frozenset({"builtins.KeyboardInterrupt"})

#: Limits of a session's whole life: who has reached one has nothing left.
_WHOLE_LIFE: Final = frozenset({"lifetime", "session_cpu"})


class Stopper:
    """One session's.

    Args:
        profile: whose limits and rules they are.
        place: where the worker is.
    """

    __slots__ = ("_place", "_profile", "_used")

    def __init__(self, profile: Profile, place: Place) -> None:
        self._profile = profile
        self._place = place
        self._used = 0.0

    def begin(self, call: RunningCall, reason: Reason, verdict: Verdict | None) -> None:
        """Begin to stop ``call``, unless it is being stopped for as much already.

        Args:
            call: the running one.
            reason: what the worker is told.
            verdict: the limit it has reached; None for an interrupt.
        """
        if self._place.ending is not None:
            return
        if call.stop is None or (call.stop.verdict is None and verdict is not None):
            usage = self._place.usage
            if usage is not None and verdict is not None:
                # For the peak: who is stopped so early may never have been looked at.
                usage.resident()
            call.stop = Stop(reason, verdict, time.monotonic())
            self.go_on(call, time.monotonic())

    def go_on(self, call: RunningCall, now: float) -> None:
        """Take the next step of a stop that is under way, if its time has come."""
        if call.stop is None or self._place.worker is None:
            return
        if not call.begun(now):
            # Its worker would take it for the last call's. The watchdog comes again.
            return
        while (step := call.stop.due(now, self._grace)) is not None:
            if step == "tell":
                self._place.tell(call.stop.reason)
                if call.asked_at:
                    # After the signal: it is there before the line that ends the wait.
                    self._end_input(call)
            else:
                self._place.end(self._last_word(call))

    @property
    def _grace(self) -> float:
        """Seconds from being told to the end, for a stop of now."""
        grace = self._profile.limits.grace
        return max(0.0, min(grace, limits.GRACES * grace - self._used))

    def finished(self, call: RunningCall) -> None:
        """A call has ended; what it took to stop is the session's for good.

        Without that each call would be worth a grace more than its limit to one that works on.
        """
        if call.stop is not None:
            self._used += time.monotonic() - call.stop.since

    def renew(self) -> None:
        """A new worker begins: its graces are all there."""
        self._used = 0.0

    def asked(self, call: RunningCall) -> None:
        """Answer a call that is being stopped and asks its client for a line."""
        self.go_on(call, time.monotonic())
        if call.asked_at and call.stop is not None:
            # Told again: a program that is being stopped is not at the end of its input.
            self._place.tell(call.stop.reason)
            self._end_input(call)

    def _end_input(self, call: RunningCall) -> None:
        """Give a call that waits for its client the end of its input."""
        call.answered(time.monotonic())
        self._place.send(Answer(b""))

    def ended_by(
        self, call: RunningCall, message: Done | Failed
    ) -> LimitExceeded | CallInterrupted | None:
        """Return what ends a call that its worker has closed; None: what the worker said does.

        A ``state_survived`` that is False asks for the end of the session as well.
        """
        stop = call.stop
        if stop is None:
            return None
        if stop.verdict is not None:
            # Of its whole life: it would be over it at once again.
            error = self.over(
                self._measured(call, stop.verdict), survived=stop.verdict.limit not in _WHOLE_LIFE
            )
            error.audit_id = call.pending.audit_id
            return error
        if isinstance(message, Failed) and message.failure.type_name in _INTERRUPTS:
            told = interrupted(survived=True)
            told.audit_id = call.pending.audit_id
            return told
        return None

    def limit_of(self, call: RunningCall | None) -> GuardedFlameError | None:
        """Return the verdict of a call that is being stopped for a limit, and ends its session."""
        if call is None or call.stop is None or call.stop.verdict is None:
            return None
        return self._last_word(call)

    def over(self, verdict: Verdict, *, survived: bool) -> LimitExceeded:
        """Return the error that tells of a limit."""
        peak = self._place.usage.peak if self._place.usage is not None else 0
        rules = self._profile.rules
        return over(
            verdict,
            rule=rules.get(f"limits.{verdict.limit}", f"profile {self._profile.base}"),
            survived=survived,
            peak=f"{about_size(peak)} resident" if peak else "",
        )

    def _last_word(self, call: RunningCall) -> GuardedFlameError:
        if call.stop is None or call.stop.verdict is None:
            return interrupted(survived=False)
        return self.over(self._measured(call, call.stop.verdict), survived=False)

    def _measured(self, call: RunningCall, verdict: Verdict) -> Verdict:
        """Return the verdict with what was used until now: being told is not the end."""
        if verdict.limit == "wall":
            return verdict._replace(used=f"{call.elapsed(time.monotonic()):.2f}s")
        cpu = self._place.usage.cpu() if self._place.usage is not None else None
        if verdict.limit == "cpu" and cpu is not None and call.cpu_before >= 0:
            return verdict._replace(used=f"{cpu - call.cpu_before:.2f}s")
        return verdict
