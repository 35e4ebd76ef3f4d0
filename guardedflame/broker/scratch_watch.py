"""Sessions whose directory is on a disk: measured now and then, ended when it holds too much.

Invariant: one session is measured at a time, in a thread; its worker stands still meanwhile and
always goes on after it. Measuring takes a tenth of one processor at most, however many sessions
there are.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable

from guardedflame import limits
from guardedflame.amounts import about_size, show_size
from guardedflame.broker.running import Verdict
from guardedflame.broker.scratch import DEEPEST, Kept, measure
from guardedflame.broker.session import Session
from guardedflame.policy.model import Limits


async def watch_scratch(sessions: Callable[[], Iterable[Session]]) -> None:
    """Measure for ever: the directories of busy sessions each time, of all each fifth time.

    Args:
        sessions: gives those that live.
    """
    turn = 0
    while True:
        began = time.monotonic()
        for session in list(sessions()):
            if session.running or turn % limits.SCRATCH_IDLE_LOOKS == 0:
                # Whatever goes wrong with one look, the next one comes.
                with contextlib.suppress(Exception):
                    await _look(session)
        turn += 1
        spent = time.monotonic() - began
        await asyncio.sleep(max(limits.SCRATCH_LOOK_SECONDS, 9 * spent))


async def _look(session: Session) -> None:
    worker, allowed = session.worker, session.profile.limits
    if session.closed or worker is None or worker.process is None or not worker.process.scratch:
        return
    process = worker.process
    link = worker.duplicate()
    process.signal(signal.SIGSTOP)
    try:
        kept = await asyncio.get_running_loop().run_in_executor(
            None,
            lambda: measure(
                process.scratch,
                process.pid,
                size_most=allowed.scratch,
                files_most=allowed.scratch_files,
                link=link,
            ),
        )
    finally:
        process.signal(signal.SIGCONT)
        if link >= 0:
            os.close(link)
    if kept is not None and kept.over and session.worker is worker:
        session.end_for_limit(_verdict(kept, allowed))


def _verdict(kept: Kept, allowed: Limits) -> Verdict:
    if kept.over == "scratch":
        return Verdict("scratch", show_size(allowed.scratch), about_size(kept.size))
    if kept.over == "scratch_files":
        return Verdict("scratch_files", f"{allowed.scratch_files} files", f"{kept.files} files")
    if kept.over == "deep":
        return Verdict("scratch_files", f"{DEEPEST} directories deep", "deeper")
    if kept.over == "removed":
        return Verdict(
            "scratch", show_size(allowed.scratch), "removed files that cannot be counted"
        )
    return Verdict("scratch", show_size(allowed.scratch), "files that may not be looked at")
