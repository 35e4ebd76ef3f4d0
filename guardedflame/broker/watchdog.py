"""Hard deadlines: whoever runs too long, burns too much CPU or holds too much memory is killed.

Invariant: busy workers are looked at often and idle ones now and then, and nothing that goes wrong
with a look ends the looking; the clock is monotonic; the reason is set before the kill, so that the
client is told the limit and not just that something died.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

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
        # Sessions with a worker: what it does between calls is looked at, too. Plain Python has
        # threads and signal handlers, and a broken guarded worker may say that it is done.
        self._free: set[Session] = set()
        self._idle_timer: asyncio.TimerHandle | None = None
        self._timer: asyncio.TimerHandle | None = None

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
        for session in self._free:
            if session.running or session.worker is None or session.worker.process is None:
                session.idle_cpu_before = -1.0
                continue
            many = session.profile.limits.processes > 0
            sample = _sample(session.worker.process.pid, with_children=many)
            if sample is None:
                continue
            if session.idle_cpu_before < 0:
                session.idle_cpu_before = sample[0]
            used = sample[0] - session.idle_cpu_before
            if used > session.profile.limits.cpu:
                allowed = f"{session.profile.limits.cpu:g} s"
                _stop(session, "cpu", allowed, f"{used:.2f} s between calls", session.profile.base)
        if not self._free:
            self._idle_timer.cancel()
            self._idle_timer = None

    def _look(self) -> None:
        # As above: a look that raises must not be the last one.
        self._timer = asyncio.get_running_loop().call_later(self._interval, self._look)
        now = time.monotonic()
        for session in [session for session in self._busy if not session.running]:
            self._busy.discard(session)
        for session in self._busy:
            if now - session.started_at >= _YOUNG:
                _check(session, now)
        self._after()
        if not self._busy:
            self._timer.cancel()
            self._timer = None


def _check(session: Session, now: float) -> None:
    allowed = session.profile.limits
    name = session.profile.base
    elapsed = session.elapsed(now)
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
        session.cpu_before = cpu - min(cpu, now - session.started_at)
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
    cpu, resident, found = 0.0, 0, False
    for one in _family(pid) if with_children else (pid,):
        try:
            process = psutil.Process(one)
            times = process.cpu_times()
            resident += process.memory_info().rss
        except (psutil.Error, OSError):
            # Gone; or no descriptor is left to read /proc with. Wall time needs none.
            continue
        found = True
        cpu += times.user + times.system + times.children_user + times.children_system
    return (cpu, resident) if found else None


def _family(pid: int) -> list[int]:
    """Return ``pid`` and its descendants, by the kernel's own lists of children.

    psutil would read all of /proc for each worker. Orphans stay below their worker, which is pid 1
    of their namespace.
    """
    family = [pid]
    for one in family:
        if len(family) > limits.FAMILY:
            break
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{one}/task"):  # noqa: PTH208 - names, not paths
                listed = Path(f"/proc/{one}/task/{thread}/children").read_text(encoding="ascii")
                family.extend(map(int, listed.split()))
    return family
