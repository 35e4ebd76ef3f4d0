"""The worker: confined first, then one call at a time until its socket ends.

Invariant: not one byte of a client is read before `confine` has returned. After that everything
in this process belongs to the client's code; nothing here is a secret and nothing that matters to
others depends on it.
"""

from __future__ import annotations

import math
import os
import select
import socket
from typing import NamedTuple, NoReturn

from guardedflame.errors import ConfinementError
from guardedflame.ipc.framing import Deframer, frame
from guardedflame.ipc.messages import (
    Call,
    Ready,
    Unconfined,
    WorkerProfile,
    decode_to_worker,
    encode,
)
from guardedflame.sandbox.guard.language import Language
from guardedflame.sandbox.kernel.template import KernelLimits, Template
from guardedflame.sandbox.operations import Operations, build_language

#: Bytes asked of the socket at once; one read takes most calls whole. The buffer is made once:
#: a fresh one of this size for each call would be mapped and faulted in each time.
_READ = 64 * 1024


class Blank(NamedTuple):
    """A session that has not begun: what the zygote holds ready for a profile."""

    profile: WorkerProfile
    operations: Operations
    rehearsal: Language
    """A language nobody will use: compiling in it touches what the first real call will touch."""


def blank(profile: WorkerProfile) -> Blank:
    """In the zygote: build what a worker of ``profile`` needs, so that its pages are shared."""
    rehearsal = build_language(profile)
    rehearsal.evaluate("0")
    return Blank(profile, Operations(profile), rehearsal)


def run(descriptor: int, session: Blank, template: Template, slot: int) -> NoReturn:
    """Confine this process and serve calls on ``descriptor``; never returns."""
    status = 1
    try:
        link = socket.socket(fileno=descriptor)
        status = _serve(link, session, template, slot)
    except (BrokenPipeError, ConnectionResetError):
        status = 0
    except BaseException:  # noqa: S110 - hostile land: nobody to tell but the exit status
        pass
    finally:
        os._exit(status)


def _serve(link: socket.socket, session: Blank, template: Template, slot: int) -> int:
    profile, operations, rehearsal = session
    try:
        layers = template.confine(
            KernelLimits(
                # The profile's cpu is for one call, and a session has many; RLIMIT_CPU counts a
                # whole life, so the broker's watchdog enforces it.
                cpu=math.inf,
                memory=profile.memory,
                processes=profile.processes,
                open_files=profile.open_files,
                file_size=profile.file_size,
                scratch=profile.scratch,
            ),
            keep=(link.fileno(),),
            slot=slot,
        )
    except ConfinementError as error:
        link.sendall(frame(encode(Unconfined(str(error)))))
        return 1
    operations.begin(link.sendall)
    link.sendall(frame(encode(Ready(layers))))
    if not select.select([link], [], [], 0)[0]:
        # Nobody waits yet: have the pages that a first call writes to copied now.
        rehearsal.evaluate("1")
    deframer = Deframer(profile.frame)
    buffer = bytearray(_READ)
    view = memoryview(buffer)
    while size := link.recv_into(buffer):
        for body in deframer.feed(bytes(view[:size])):
            message = decode_to_worker(body)
            if isinstance(message, Call):
                leave = operations.call(message)
            else:
                leave = operations.batch(message)
            if leave is not None:
                return leave
    return 0
