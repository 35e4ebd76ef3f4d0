"""One client's session: its worker, the calls that wait for it, and how each of them ended.

Invariant: one call runs at a time; each submitted call is answered exactly once, by what the
worker said or by what became of the worker; a dead worker is never replaced behind the client's
back: the next call starts a fresh one, after the client was told that its state is gone.
"""

from __future__ import annotations

import asyncio
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import Final, Literal, NamedTuple, Protocol

from guardedflame import limits
from guardedflame.broker.audit import AuditError, AuditLog, Outcome
from guardedflame.broker.pool import Pools, Worker
from guardedflame.errors import (
    CallRefused,
    GuardedFlameError,
    LimitExceeded,
    PoolExhausted,
    SessionExited,
    WorkerCrashed,
)
from guardedflame.ids import AuditId, SessionId, Ticket, new_session_id, new_ticket
from guardedflame.ipc.framing import frame
from guardedflame.ipc.messages import (
    OUT_OF_MEMORY,
    Answer,
    Asked,
    Batch,
    Call,
    Done,
    Ended,
    Failed,
    FromWorker,
    Gone,
    Kind,
    Output,
    encode,
)
from guardedflame.policy.model import Profile
from guardedflame.serial.failures import Failure, bounded

#: What workers call their item streams; empty where a result is none.
STREAM_NAME: Final = re.compile(r"(stream-[0-9a-f]{16})?")


class Answerer(Protocol):
    """Where a call's answer goes: the connection it came from."""

    def answer_result(self, token: object, payload: bytes, item_stream: str) -> None:
        """The call returned; ``payload`` is encoded for the client."""

    def answer_failure(self, token: object, failure: Failure) -> None:
        """The call raised in the client's code."""

    def answer_error(self, token: object, error: GuardedFlameError) -> None:
        """The server ends the call with an error of its own."""

    def output(self, stream: Literal[1, 2], text: str) -> None:
        """The running call wrote ``text``."""

    @property
    def can_ask(self) -> bool:
        """Whether the client understands a question."""

    def ask(self, prompt: str) -> None:
        """The running call wants a line of input."""


class Pending(NamedTuple):
    """A call on its way."""

    message: Call | Batch
    answerer: Answerer
    token: object
    audit_id: AuditId
    operation: str


class Session:
    """See the module. The watchdog reads ``started_at`` and keeps its samples in the ``cpu`` ones.

    Args:
        client: name of the client's entry in the policy.
        profile: what it may do.
        pools: where its worker comes from.
        audit: where verdicts go.
        busy: called with the session when a call starts running.
    """

    def __init__(
        self,
        *,
        client: str,
        profile: Profile,
        pools: Pools,
        audit: AuditLog,
        busy: Callable[[Session], None],
    ) -> None:
        self.id: SessionId = new_session_id()
        self.client = client
        self.profile = profile
        self.closed = False
        self.started_at = 0.0
        self._asked_at = 0.0
        self._waited = 0.0
        self.cpu_before = -1.0
        self.idle_cpu_before = -1.0
        self.sent: set[str] = set()
        self.held_output: deque[str] = deque()
        self._held_size = 0
        self._pools = pools
        self._audit = audit
        self._busy = busy
        self._worker: Worker | None = None
        self._starting = False
        self._paused = False
        self._lost: GuardedFlameError | None = None
        self._short_left = 0
        self._running: Pending | None = None
        self._output_left = 0
        self._waiting: deque[Pending] = deque()
        self._seq = 0
        self._kill_error: GuardedFlameError | None = None
        self._ticket: Ticket | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    # --- what the connection asks ---------------------------------------------------------------

    def next_seq(self) -> int:
        """Return the number of the next call between broker and worker."""
        self._seq += 1
        return self._seq

    def ticket(self) -> Ticket:
        """Return this session's ticket, made on first use."""
        if self._ticket is None:
            self._ticket = new_ticket()
        return self._ticket

    @property
    def ticket_made(self) -> Ticket | None:
        """The session's ticket, if one was ever asked for."""
        return self._ticket

    def submit(self, pending: Pending) -> None:
        """Run ``pending`` when its turn comes."""
        lost, self._lost = self._lost, None
        if lost is not None:
            self._record_end(pending, lost, None)
            pending.answerer.answer_error(pending.token, lost)
            return
        self._waiting.append(pending)
        if self._running is None:
            self._next()

    @property
    def running(self) -> bool:
        """Whether a call is running in the worker now."""
        return self._running is not None

    @property
    def worker(self) -> Worker | None:
        """The worker, if there is one now."""
        return self._worker

    def elapsed(self, now: float) -> float:
        """Return the seconds the running call has run, without those it waited for input."""
        return (self._asked_at or now) - self.started_at - self._waited

    @property
    def asked_at(self) -> float:
        """When the running call asked for the line it waits for, 0.0 if it waits for none."""
        return self._asked_at

    def answer_input(self, line: bytes) -> None:
        """Hand the client's answer to the call that asked. Raises CallRefused if none did."""
        if not self._asked_at or self._worker is None:
            raise CallRefused(
                "no call of this session waits for input",
                rule="wire: input",
                hint="answer a prompt once, while its call waits",
            )
        self._stop_waiting()
        self._worker.send(frame(encode(Answer(line))))

    def _stop_waiting(self) -> None:
        """Leave out of the call's time what it waited; when it began stays as it was.

        The watchdog looks at calls of some age, and answers must not keep one young.
        """
        if self._asked_at:
            self._waited += time.monotonic() - self._asked_at
            self._asked_at = 0.0

    def answerer_left(self, answerer: Answerer) -> None:
        """Give a call that asks a connection which has gone the end of its input."""
        running = self._running
        if running is not None and running.answerer is answerer and self._asked_at:
            self.answer_input(b"")

    def stop_running(self, error: GuardedFlameError) -> None:
        """Kill the worker; the running call is answered with ``error``."""
        if self._worker is not None and self._kill_error is None:
            # The reason comes first: the reader of the worker's end must find it.
            self._kill_error = error
            self._worker.kill(str(error))

    def pause_output(self) -> None:
        """A client does not take what it is sent: read no more, and start no further call."""
        self._paused = True
        if self._worker is not None:
            self._worker.pause()

    def resume_output(self) -> None:
        """Go on."""
        self._paused = False
        if self._worker is not None:
            self._worker.resume()
        if self._running is None:
            self._next()

    def hold_output(self, text: str) -> None:
        """Keep output for a client that must fetch it, at most the profile's limit."""
        if self.held_output and len(self.held_output[-1]) < limits.OUTPUT_CHUNK // 4:
            # Texts of two letters by themselves would take thirty times the memory.
            self.held_output[-1] += text
        else:
            self.held_output.append(text)
        self._held_size += len(text)
        while self._held_size > self.profile.limits.output and len(self.held_output) > 1:
            self._held_size -= len(self.held_output.popleft())

    def take_output(self) -> str:
        """Return and forget what was kept."""
        text = "".join(self.held_output)
        self.held_output.clear()
        self._held_size = 0
        return text

    def close(self) -> None:
        """End the session: its worker dies, waiting calls are dropped (nobody listens)."""
        if self.closed:
            return
        self.closed = True
        for pending in self._waiting:
            self._record_end(pending, PoolExhausted("the client left"), None)
        self._waiting.clear()
        if self._worker is not None:
            self._worker.kill("the client left")

    # --- what the worker does -------------------------------------------------------------------

    def worker_said(self, message: FromWorker) -> None:
        """Pass on one message of the worker."""
        if self._kill_error is not None:
            # It is dying; nothing it says counts any more.
            return
        running = self._running
        if isinstance(message, Output):
            self._pass_output(message, running)
        elif running is None:
            self._violation("it answered without a call")
        elif isinstance(message, Ended):
            # Killed rather than trusted to leave.
            code = message.code & 0xFF
            self.stop_running(
                SessionExited(
                    f"the program ended its session with exit({code})",
                    code=code,
                    cause=f"exit {code}",
                    hint="the session's state is gone; the next call starts a new one",
                )
            )
        elif self._asked_at:
            self._violation("it went on without an answer")
        elif self._worker is not None and self._worker.unread:
            # One that never reads would have us hold all that its client sends.
            self._violation("it went on without reading what it was sent")
        elif isinstance(message, Asked):
            self._question(message, running)
        elif isinstance(message, Done | Failed):
            self._close_call(message, running)

    def _pass_output(self, message: Output, running: Pending | None) -> None:
        size = len(message.text)
        self._output_left -= size
        if size < limits.SHORT_OUTPUT:
            self._short_left -= 1
        within = self._output_left >= 0 and self._short_left >= 0
        if not within or not 0 < size <= limits.OUTPUT_CHUNK:
            self._violation("it wrote more than its budget")
        elif running is not None and not self.closed:
            running.answerer.output(message.stream, message.text)
        # A thread that prints between two calls has nobody to print to.

    def _question(self, message: Asked, running: Pending) -> None:
        if len(message.prompt) > limits.PROMPT:
            self._violation("its prompt is longer than it may be")
            return
        self._asked_at = time.monotonic()
        if running.answerer.can_ask and not self.closed:
            running.answerer.ask(message.prompt)
        else:
            self.answer_input(b"")

    def _close_call(self, message: Done | Failed, running: Pending) -> None:
        if message.seq != running.message.seq:
            self._violation("it answered another call")
        elif isinstance(message, Failed):
            self._fail(running, bounded(message.failure))
        elif not STREAM_NAME.fullmatch(message.item_stream):
            self._violation("it named a stream in no way we do")
        elif self._record(running, "done"):
            self._note(running, message.ran)
            running.answerer.answer_result(running.token, message.payload, message.item_stream)
            self._finished()

    def worker_gone(self, gone: Gone, reason: str) -> None:
        """Answer the running call with what became of the worker, and go on."""
        self._worker = None
        self._stop_waiting()
        self.sent.clear()
        running, self._running = self._running, None
        error, self._kill_error = self._kill_error, None
        if error is None:
            error = _crash(gone, reason, self.profile)
        if running is None:
            # Nobody is waiting for this; the next call is told instead of finding an empty session.
            self._lost = error
        else:
            self._record_end(running, error, gone)
            if not self.closed:
                running.answerer.answer_error(running.token, error)
        if not self.closed:
            self._next()

    # --- inside ---------------------------------------------------------------------------------

    def _next(self) -> None:
        if not self._waiting or self.closed or self._paused:
            return
        worker = self._worker
        if worker is None:
            if not self._starting:
                self._starting = True
                task = asyncio.get_running_loop().create_task(self._start())
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            return
        pending = self._running = self._waiting.popleft()
        self._output_left = self.profile.limits.output
        self._short_left = 2 * limits.SHORT_OUTPUTS
        self.started_at = time.monotonic()
        self._asked_at = self._waited = 0.0
        self.cpu_before = -1.0
        # What the call uses is the call's: between calls is counted anew after it.
        self.idle_cpu_before = -1.0
        self._busy(self)
        worker.send(frame(encode(pending.message)))

    async def _start(self) -> None:
        try:
            worker = await self._pools.checkout(self.profile.name, self)
        except Exception as failure:
            # Whatever it was, no call may be left waiting for a worker that does not come.
            error = (
                failure
                if isinstance(failure, PoolExhausted)
                else PoolExhausted("no worker can be started: the machine is short of something")
            )
            self._starting = False
            while self._waiting and not self.closed:
                pending = self._waiting.popleft()
                self._record_end(pending, error, None)
                pending.answerer.answer_error(pending.token, error)
            return
        self._starting = False
        self._worker = worker
        if self.closed:
            worker.kill("the client left")
        elif self._running is None:
            self._next()

    def _finished(self) -> None:
        self._running = None
        if self._waiting:
            self._next()

    def _note(self, running: Pending, ran: int) -> None:
        """Remember the modules this session has defined: it may name them from now on."""
        message = running.message
        for call in message.calls[: max(ran, 0)] if isinstance(message, Batch) else (message,):
            if call.kind == Kind.SENDMODULE and len(self.sent) < limits.SENT_MODULES:
                self.sent.add(call.name)

    def _fail(self, running: Pending, failure: Failure) -> None:
        outcome: Outcome = (
            "limit" if failure.type_name == "guardedflame.LimitExceeded" else "failed"
        )
        if self._record(running, outcome, failure):
            running.answerer.answer_failure(running.token, failure)
            self._finished()

    def _record(self, running: Pending, outcome: Outcome, failure: Failure | None = None) -> bool:
        """Write the verdict; when that fails the worker dies and the client hears why."""
        try:
            self._audit.verdict(
                of=running.audit_id,
                session=self.id,
                outcome=outcome,
                seconds=self.elapsed(time.monotonic()),
                limit=str(failure.attributes.get("limit", "")) if failure else "",
                state_survived=None if failure is None else True,
                detail=failure.type_name if failure else "",
            )
        except AuditError as error:
            self.stop_running(error)
            return False
        return True

    def _record_end(self, pending: Pending, error: GuardedFlameError, gone: Gone | None) -> None:
        outcomes: dict[type[GuardedFlameError], Outcome] = {
            LimitExceeded: "limit",
            SessionExited: "exited",
            PoolExhausted: "refused",
        }
        outcome = outcomes.get(type(error), "crashed")
        try:
            self._audit.verdict(
                of=pending.audit_id,
                session=self.id,
                outcome="gone" if self.closed else outcome,
                seconds=self.elapsed(time.monotonic()) if self.started_at else 0.0,
                limit=error.limit if isinstance(error, LimitExceeded) else "",
                used=error.used if isinstance(error, LimitExceeded) else "",
                state_survived=False,
                detail=""
                if gone is None
                else f"status {gone.status}, cpu {gone.cpu:.3f} s, peak {gone.peak_rss_kib} KiB",
            )
        except AuditError as failure:
            # The worker is dead already; what is left to do is to say so where people look.
            print(f"guardedflame: {failure}", file=sys.stderr)  # noqa: T201

    def _violation(self, what: str) -> None:
        self.stop_running(
            WorkerCrashed(
                "the session's process broke its protocol and was stopped",
                cause=f"violation: {what}",
                hint="the session's state is gone; the next call starts a new one",
            )
        )


def _crash(gone: Gone, reason: str, profile: Profile) -> GuardedFlameError:
    if reason:
        cause = reason
    elif gone.status == OUT_OF_MEMORY:
        allowed = f"{profile.limits.memory} bytes"
        return LimitExceeded(
            f"the session's memory limit of {allowed} was reached and the session ended",
            limit="memory",
            allowed=allowed,
            used=f"over {allowed}",
            state_survived=False,
            rule=profile.rules.get("limits.memory", f"profile {profile.base}"),
            hint="the session's state is gone; keep less data at once",
        )
    elif gone.status < 0:
        try:
            cause = signal.Signals(-gone.status).name
        except ValueError:
            cause = f"signal {-gone.status}"
    else:
        cause = f"exit status {gone.status}"
    return WorkerCrashed(
        f"the session's process died ({cause})",
        cause=cause,
        hint="the session's state is gone; the next call starts a new one",
    )
