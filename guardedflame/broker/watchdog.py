"""Hard deadlines: whoever runs too long, burns too much CPU or holds too much memory is killed.

Invariant: only busy workers are looked at; the clock is monotonic; the reason is set before the
kill, so that the client is told the limit and not just that something died.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import psutil

from guardedflame import limits
from guardedflame.broker.session import Session
from guardedflame.errors import LimitExceeded

#: Seconds of running before a worker is sampled at all; nearly every call is done by then.
_YOUNG = 0.05


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
        self._timer: asyncio.TimerHandle | None = None

    def watch(self, session: Session) -> None:
        """Look after ``session`` until it is idle. Called on the hot path of every call."""
        self._busy.add(session)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._interval, self._look)

    def close(self) -> None:
        """Stop looking."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._busy.clear()

    def _look(self) -> None:
        self._timer = None
        now = time.monotonic()
        for session in [session for session in self._busy if not session.running]:
            self._busy.discard(session)
        for session in self._busy:
            elapsed = now - session.started_at
            if elapsed >= _YOUNG:
                _check(session, elapsed)
        self._after()
        if self._busy:
            self._timer = asyncio.get_running_loop().call_later(self._interval, self._look)


def _check(session: Session, elapsed: float) -> None:
    allowed = session.profile.limits
    name = session.profile.name
    if elapsed > allowed.wall:
        _stop(session, "wall", f"{allowed.wall:g} s", f"{elapsed:.2f} s", name)
        return
    worker = session.worker
    if worker is None or worker.process is None:
        return
    sample = _sample(worker.process.pid, with_children=allowed.processes > 0)
    if sample is None:
        return
    cpu, resident = sample
    if session.cpu_before < 0:
        # Sampled for the first time in this call: it cannot have used more than has passed.
        session.cpu_before = cpu - min(cpu, elapsed)
    used = cpu - session.cpu_before
    if used > allowed.cpu:
        _stop(session, "cpu", f"{allowed.cpu:g} s", f"{used:.2f} s", name)
    elif resident > allowed.memory + limits.WORKER_RESIDENT:
        _stop(session, "memory", f"{allowed.memory} bytes", f"{resident} bytes resident", name)


def _stop(session: Session, limit: str, allowed: str, used: str, profile: str) -> None:
    session.stop_running(
        LimitExceeded(
            f"the {limit} limit of {allowed} was reached ({used}) and the session was stopped",
            limit=limit,
            allowed=allowed,
            used=used,
            state_survived=False,
            rule=session.profile.rules.get(f"limits.{limit}", f"profile {profile}"),
            hint="the session's state is gone; the next call starts a new one",
        )
    )


def _sample(pid: int, *, with_children: bool) -> tuple[float, int] | None:
    """Return (cpu seconds, resident bytes) of a worker and what it started, or None if gone."""
    try:
        process = psutil.Process(pid)
        processes = [process, *process.children(recursive=True)] if with_children else [process]
    except psutil.Error:
        return None
    cpu, resident = 0.0, 0
    for one in processes:
        try:
            times = one.cpu_times()
            cpu += times.user + times.system + times.children_user + times.children_system
            resident += one.memory_info().rss
        except psutil.Error:
            continue
    return cpu, resident
