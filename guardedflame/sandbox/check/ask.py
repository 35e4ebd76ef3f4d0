"""A job given to a process that looks, and what came of it.

Invariant: whatever the files hold, this ends within a bound, without an exception of theirs, and
says of each file either what is refused in it or why it could not be looked at.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from guardedflame import limits
from guardedflame.errors import ConfinementError
from guardedflame.sandbox.check.job import (
    Checked,
    Finding,
    Found,
    Job,
    Looking,
    decode_said,
    encode_job,
)

_READ: Final = 64 * limits.KIB


class Report(NamedTuple):
    """All findings, by file and line, and the modules in the order in which they can be sent."""

    findings: list[Finding]
    order: list[str]


class _Look(NamedTuple):
    """One process's work: what it found, where it was, and why it did not finish, if so."""

    findings: list[Finding]
    order: list[str]
    place: int
    ended: str


def check(
    job: Job, *, seconds: float = limits.CHECK_SECONDS, tries: int = limits.CHECK_TRIES
) -> Report:
    """Have the files of a job looked at.

    Args:
        job: what to look at.
        seconds: how long one process may take.
        tries: how many processes may end before their time.

    Raises:
        ConfinementError: no process that looks can be started here.
    """
    lost: dict[int, str] = {}
    while True:
        look = _look(msgspec.structs.replace(job, left_out=[*lost]), seconds)
        if not look.ended:
            break
        if look.place < 0:
            raise ConfinementError(f"the process that looks at programs {look.ended}")
        lost[look.place] = look.ended
        if len(lost) >= tries:
            for place in range(len(job.sources)):
                lost.setdefault(place, "was not started again: too many of these files ended it")
            break
    findings = [] if len(lost) == len(job.sources) else look.findings
    for place, ended in lost.items():
        findings.append(
            Finding(
                file=job.sources[place].file,
                kind="limit",
                message=f"the process that looked at this {ended}",
                hint="a session's process would be no better off; take it apart",
            )
        )
    files = {source.file: place for place, source in enumerate(job.sources)}
    findings.sort(key=lambda each: (files.get(each.file, -1), each.line, each.column, each.message))
    return Report(findings, look.order)


def _look(job: Job, seconds: float) -> _Look:
    findings: list[Finding] = []
    order: list[str] = []
    place, ended = -1, "ended without having looked at all of it"
    with _started() as process:
        for line in _lines(process, encode_job(job), seconds):
            if line is None:
                ended = f"did not end within {seconds:g} seconds"
                break
            try:
                said = decode_said(line)
            except msgspec.DecodeError:
                ended = "said what cannot be read"
                break
            match said:
                case Looking(place=place):
                    pass
                case Found(finding=finding):
                    findings.append(finding)
                case Checked(order=order):
                    ended = ""
        else:
            if ended and process.poll() is None:
                ended = f"found more than {limits.CHECK_REPORT} bytes can tell"
        if not ended:
            return _Look(findings, order, place, "")
        stopped_here = process.poll() is None
        process.kill()
    if stopped_here:
        return _Look(findings, order, place, ended)
    if process.returncode < 0 and process.returncode != -signal.SIGKILL:
        ended = f"crashed ({signal.Signals(-process.returncode).name})"
    elif process.returncode == -signal.SIGKILL:
        ended = (
            f"was stopped: more than {job.cpu:g} seconds of processor time,"
            " or the machine is out of memory"
        )
    return _Look(findings, order, place, ended)


@contextlib.contextmanager
def _started() -> Iterator[subprocess.Popen[bytes]]:
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-m", "guardedflame.sandbox.check.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
        )
    except OSError as error:
        raise ConfinementError(f"no process can be started: {error.strerror}") from None
    with process:
        try:
            yield process
        finally:
            process.kill()


def _lines(process: subprocess.Popen[bytes], data: bytes, seconds: float) -> Iterator[bytes | None]:
    """Send the job, and yield the lines of the answer; None when the time is up."""
    assert process.stdin is not None
    assert process.stdout is not None
    deadline = time.monotonic() + seconds
    with contextlib.suppress(BrokenPipeError):  # the end of the answer says more
        process.stdin.write(data)
        process.stdin.close()
    rest = b""
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while size <= limits.CHECK_REPORT:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                yield None
                return
            data = os.read(process.stdout.fileno(), _READ)
            if not data:
                process.wait()
                return
            size += len(data)
            *lines, rest = (rest + data).split(b"\n")
            yield from lines
