"""The worker: confined first, then one call at a time until its socket ends.

Invariant: not one byte of a client is read before `confine` has returned. After that everything
in this process belongs to the client's code; nothing here is a secret and nothing that matters to
others depends on it.
"""

from __future__ import annotations

import contextlib
import math
import os
import select
import socket
from collections import deque
from typing import Final, NamedTuple, NoReturn

from guardedflame.errors import ConfinementError, WorkerViolation
from guardedflame.ipc.framing import Deframer, frame
from guardedflame.ipc.messages import (
    OUT_OF_MEMORY,
    Answer,
    Batch,
    Call,
    Narrow,
    Ready,
    ToWorker,
    Unconfined,
    WorkerProfile,
    decode_to_worker,
    encode,
)
from guardedflame.sandbox.guard.language import Language
from guardedflame.sandbox.kernel import resources
from guardedflame.sandbox.kernel.template import KernelLimits, Situation, Template
from guardedflame.sandbox.operations import Operations
from guardedflame.sandbox.profile_language import build_language
from guardedflame.sandbox.seeds import reseed

#: Bytes asked of the socket at once; one read takes most calls whole. The buffer is made once, in
#: the zygote: a worker copies only the pages of it that something is read into.
_READ = 64 * 1024

#: Calls after which the interpreter has settled on a form of the code they run. CPython 3.11 waits
#: for 8 calls of a function; each line then has tries of its own.
_REHEARSALS: Final = 24


class Blank(NamedTuple):
    """A session that has not begun: what the zygote holds ready for a profile."""

    profile: WorkerProfile
    operations: Operations
    bounds: KernelLimits
    buffer: bytearray
    rehearsal: Language
    """A language nobody will use: compiling in it touches what the first real call will touch."""


def blank(profile: WorkerProfile) -> Blank:
    """In the zygote: build what a worker of ``profile`` needs, so that its pages are shared."""
    rehearsal = build_language(profile, lambda _prompt: None)
    rehearsal.evaluate("0")
    for name in profile.modules:
        # Text of the library that sessions adopt is compiled by this, once for all of them.
        with contextlib.suppress(ImportError):
            rehearsal.module(name)
    bounds = KernelLimits(
        # The profile's cpu is for one call, and a session has many; RLIMIT_CPU counts a whole
        # life, so the broker's watchdog enforces it.
        cpu=math.inf,
        memory=profile.memory,
        processes=profile.processes,
        open_files=profile.open_files,
        file_size=profile.file_size,
        scratch=profile.scratch,
        scratch_files=profile.scratch_files,
    )
    return Blank(profile, Operations(profile), bounds, bytearray(_READ), rehearsal)


def rehearse(profile: WorkerProfile) -> None:
    """In the zygote, last: have the code of a call settle."""
    Operations(profile).rehearse(_REHEARSALS)


def run(link: socket.socket, session: Blank, template: Template, place: Situation) -> NoReturn:
    """Confine this process to ``place`` and serve calls on ``link``; never returns."""
    status = 1
    try:
        status = _serve(link, session, template, place)
    except MemoryError:  # first: the tuple of the next clause would take memory
        status = OUT_OF_MEMORY
    except (BrokenPipeError, ConnectionResetError):
        status = 0
    except BaseException:  # noqa: S110 - hostile land: nobody to tell but the exit status
        pass
    finally:
        os._exit(status)


def _serve(link: socket.socket, session: Blank, template: Template, place: Situation) -> int:
    profile, operations, _, buffer, rehearsal = session
    try:
        layers = template.confine(place)
    except ConfinementError as error:
        link.sendall(frame(encode(Unconfined(str(error)))))
        return 1
    inbox = _Inbox(link, profile.frame, buffer)
    reseed()
    operations.begin(link.sendall, inbox.answer)
    link.sendall(frame(encode(Ready(layers))))
    if not select.select([link], [], [], 0)[0]:
        # Nobody waits yet: have the pages that a first call writes to copied now.
        rehearsal.evaluate("1")
    began = False
    while inbox.whole and (message := inbox.next()) is not None:
        if isinstance(message, Call):
            leave = operations.call(message)
        elif isinstance(message, Batch):
            leave = operations.batch(message)
        elif isinstance(message, Narrow) and not began:
            _narrow(message, operations, profile)
            continue
        else:
            raise WorkerViolation("the broker said something out of its turn")
        began = True
        if leave is not None:
            return leave
    return 0 if inbox.whole else 1


def _narrow(less: Narrow, operations: Operations, profile: WorkerProfile) -> None:
    resources.lower(
        memory=profile.memory - less.memory,
        open_files=profile.open_files - less.open_files,
        file_size=less.file_size,
        # Without a pid namespace it is 0 for the kernel, whatever is asked.
        processes=less.processes + 1 if profile.processes else None,
    )
    operations.narrow(memory=less.memory, output=less.output, result=less.result)


class _Inbox:
    """What the broker says, message by message.

    Args:
        link: the worker's socket.
        most: bytes of one message.
        buffer: what one read goes into.
    """

    def __init__(self, link: socket.socket, most: int, buffer: bytearray) -> None:
        self._link = link
        self._deframer = Deframer(most)
        self._buffer = buffer
        self._view = memoryview(buffer)
        self._waiting: deque[bytes] = deque()
        # Client code waits for its answer on its own stack, and its want of memory or depth can
        # strike in the middle of a message: what follows would be read from a place of its choice.
        self.whole = True

    def next(self) -> ToWorker | None:
        """Return the next message, None when the broker has hung up."""
        waiting = self._waiting
        while not waiting:
            size = self._link.recv_into(self._buffer)
            if not size:
                return None
            waiting.extend(self._deframer.feed(bytes(self._view[:size])))
        return decode_to_worker(waiting.popleft())

    def answer(self) -> bytes:
        """Return what the client answered to the question that was just asked."""
        if self.whole:
            self.whole = False
            message = self.next()
            if isinstance(message, Answer):
                self.whole = True
                return message.line
        # Gone, or out of step: no code of the client's goes on after that.
        os._exit(1)
