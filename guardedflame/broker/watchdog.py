"""Who runs too long, burns too much processor time or holds too much memory is told to stop.

Invariant: busy workers are looked at often and idle ones now and then, and nothing that goes wrong
with a look ends the looking; the clock is monotonic. What a look finds is the session's to act on:
an exception in the program first, the end of its process after a grace.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from guardedflame import limits
from guardedflame.amounts import about_size, show_size, show_time
from guardedflame.broker.running import RunningCall, Verdict
from guardedflame.broker.session import Session
from guardedflame.broker.usage import Usage

#: Seconds of running before a worker is sampled at all; nearly every call is done by then.
_YOUNG = 0.05

#: Every so many looks, memory is read of workers whose address space is bounded, too: /proc costs
#: thirty times what the processor clock does.
_WHOLE = 10


class Watchdog:
    """Looks at busy sessions every ``interval`` seconds while there are any.

    Args:
        after: called after each look; the last one comes after the last call has ended.
        interval: seconds between looks.
    """

    def __init__(
        self, after: Callable[[], None], interval: float = limits.WATCHDOG_SECONDS
    ) -> None:
        self._after = after
        self._interval = interval
        self._busy: set[Session] = set()
        # Sessions with a worker: what it does between calls is looked at, too. Plain Python has
        # threads and signal handlers, and a broken guarded worker may say that it is done.
        self._free: set[Session] = set()
        self._idle_timer: asyncio.TimerHandle | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._looks = 0

    def watch(self, session: Session) -> None:
        """Look after ``session`` until it is idle. Called on the hot path of every call."""
        self._busy.add(session)
        if session not in self._free:
            self._free.add(session)
            if self._idle_timer is None:
                self._look_at_idle()
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._interval, self._look)

    def close(self) -> None:
        """Stop looking."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None
        self._busy.clear()
        self._free.clear()

    def _look_at_idle(self) -> None:
        """Between its calls a session has no more cpu time than one call has."""
        # The next look is set before this one, which may raise.
        self._idle_timer = asyncio.get_running_loop().call_later(
            limits.IDLE_LOOK_SECONDS, self._look_at_idle
        )
        for session in [one for one in self._free if one.closed or one.worker is None]:
            if not session.running:
                self._free.discard(session)
        now = time.monotonic()
        for session in self._free:
            if session.running or session.usage is None:
                session.idle_cpu_before = -1.0
            elif (verdict := _over_between_calls(session, session.usage, now)) is not None:
                session.end_for_limit(verdict)
        if not self._free:
            self._idle_timer.cancel()
            self._idle_timer = None

    def _look(self) -> None:
        # As above: a look that raises must not be the last one.
        self._timer = asyncio.get_running_loop().call_later(self._interval, self._look)
        self._looks += 1
        now = time.monotonic()
        for session in [session for session in self._busy if not session.running]:
            self._busy.discard(session)
        for session in self._busy:
            call = session.call
            assert call is not None
            if call.stop is not None:
                session.go_on_stopping(now)
            whole = self._looks % _WHOLE == 0
            _check_life(session, now, whole=whole or session.profile.limits.processes > 0)
            if now - call.started_at >= _YOUNG:
                _check_call(session, call, now)
        self._after()
        if not self._busy:
            self._timer.cancel()
            self._timer = None


def _check_call(session: Session, call: RunningCall, now: float) -> None:
    """Have a call stopped that is over a limit of its own."""
    allowed = session.profile.limits
    elapsed = call.elapsed(now)
    if elapsed > allowed.wall:
        session.tell_to_stop("wall", Verdict("wall", show_time(allowed.wall), f"{elapsed:.2f}s"))
    cpu = session.usage.cpu() if session.usage is not None else None
    if cpu is None:
        return
    if call.cpu_before < 0:
        # Sampled for the first time in this call: it cannot have used more than has passed.
        call.cpu_before = cpu - min(cpu, now - call.started_at)
    used = cpu - call.cpu_before
    if used > allowed.cpu:
        session.tell_to_stop("cpu", Verdict("cpu", show_time(allowed.cpu), f"{used:.2f}s"))


def _check_life(session: Session, now: float, *, whole: bool) -> None:
    """Have a session's call stopped where the session is over a limit, however young the call is.

    A client that keeps calls in flight has never an old one, and no time between two.

    Args:
        session: one that is busy.
        now: on the monotonic clock.
        whole: look at memory, too; the kernel bounds that of a process by itself.
    """
    allowed = session.profile.limits
    if now - session.worker_since > allowed.lifetime:
        session.tell_to_stop("other", _lifetime(session, now))
    usage = session.usage
    cpu = usage.cpu() if usage is not None else None
    if usage is None or cpu is None:
        return
    if cpu > allowed.session_cpu:
        session.tell_to_stop("other", _session_cpu(session, cpu))
    if not whole:
        return
    if (verdict := _memory(session, resident := usage.resident() or 0)) is not None:
        if resident > allowed.memory + limits.WORKER_RESIDENT + allowed.memory // 4:
            # A family that grows so fast may fill the machine within a grace.
            session.end_for_limit(verdict)
        else:
            session.tell_to_stop("other", verdict)


def _over_between_calls(session: Session, usage: Usage, now: float) -> Verdict | None:
    """Return the limit that a session without a call is over."""
    allowed = session.profile.limits
    if now - session.worker_since > allowed.lifetime:
        return _lifetime(session, now)
    if (idle := now - session.idle_since) > allowed.idle:
        return Verdict("idle", show_time(allowed.idle), f"{idle:.0f}s without a call")
    cpu = usage.cpu()
    if cpu is None:
        return None
    if cpu > allowed.session_cpu:
        return _session_cpu(session, cpu)
    if session.idle_cpu_before < 0:
        session.idle_cpu_before = cpu
    used = cpu - session.idle_cpu_before
    if used > allowed.cpu:
        return Verdict("cpu", show_time(allowed.cpu), f"{used:.2f}s between calls")
    # One process by itself can hold no more than the kernel gives it; a family can.
    return _memory(session, usage.resident() or 0) if allowed.processes else None


def _memory(session: Session, resident: int) -> Verdict | None:
    allowed = session.profile.limits.memory
    if resident <= allowed + limits.WORKER_RESIDENT:
        return None
    return Verdict("memory", show_size(allowed), f"{about_size(resident)} resident")


def _lifetime(session: Session, now: float) -> Verdict:
    allowed = session.profile.limits.lifetime
    return Verdict("lifetime", show_time(allowed), f"{now - session.worker_since:.0f}s")


def _session_cpu(session: Session, cpu: float) -> Verdict:
    return Verdict("session_cpu", show_time(session.profile.limits.session_cpu), f"{cpu:.2f}s")
