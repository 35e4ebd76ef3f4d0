"""One client's session: its worker, the calls that wait for it, and how each of them ended.

Invariant: one call runs at a time; each submitted call is answered exactly once, by what the
worker said or by what became of the worker; a call that was told to stop for a limit ends with
that limit, whatever its worker says; a dead worker is never replaced behind the client's back: the
next call starts a fresh one, after the client was told that its state is gone.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Final

from guardedflame import limits
from guardedflame.amounts import show_count, show_period
from guardedflame.broker.accounts import Account
from guardedflame.broker.audit import AuditError, AuditLog
from guardedflame.broker.endings import ending, exited, interrupted, vouched
from guardedflame.broker.held import HeldOutput
from guardedflame.broker.pending import Answerer, Pending
from guardedflame.broker.place import Place
from guardedflame.broker.pool import Pools
from guardedflame.broker.running import RunningCall, Verdict
from guardedflame.broker.stopping import Stopper
from guardedflame.broker.streams import Streams
from guardedflame.broker.usage import Usage
from guardedflame.broker.verdicts import Verdicts
from guardedflame.broker.worker import Worker
from guardedflame.errors import (
    CallRefused,
    GuardedFlameError,
    PoolExhausted,
    WorkerCrashed,
)
from guardedflame.ids import SessionId, Ticket, new_session_id, new_ticket
from guardedflame.ipc.messages import (
    Answer,
    Asked,
    Batch,
    Done,
    Ended,
    Failed,
    FromWorker,
    Gone,
    Kind,
    Narrow,
    Output,
)
from guardedflame.ipc.signals import Reason
from guardedflame.policy.model import Profile
from guardedflame.serial.failures import Failure, bounded, failure_of

#: What workers call their item streams; empty where a result is none.
STREAM_NAME: Final = re.compile(r"(stream-[0-9a-f]{16})?")


class Session:
    """See the module. The watchdog reads ``call``, ``usage`` and the times.

    Args:
        client: name of the client's entry in the policy.
        profile: what it may do, with the limits its client asked for.
        pools: where its worker comes from.
        audit: where verdicts go.
        busy: called with the session when a call starts running.
        account: of the client, who pays for what the session's processes use.
        narrow: what of the limits its worker has to know; None where it was made with them.
    """

    def __init__(
        self,
        *,
        client: str,
        profile: Profile,
        pools: Pools,
        audit: AuditLog,
        busy: Callable[[Session], None],
        account: Account,
        narrow: Narrow | None = None,
    ) -> None:
        self.id: SessionId = new_session_id()
        self.client = client
        self.profile = profile
        self.account = account
        self.closed = False
        self.call: RunningCall | None = None
        self._last: RunningCall | None = None
        self.idle_cpu_before = -1.0
        self.idle_since = time.monotonic()
        self.sent: set[str] = set()
        self.streams = Streams()
        self.held = HeldOutput(profile.limits.output)
        self._place = Place(profile, pools, narrow)
        self._stopper = Stopper(profile, self._place)
        self._verdicts = Verdicts(audit, self.id)
        self._busy = busy
        self._lost: GuardedFlameError | None = None
        self._waiting: deque[Pending] = deque()
        self._unread: set[Answerer] = set()
        self._asking = False
        self._seq = 0
        self._ticket: Ticket | None = None
        self._cpu_paid = 0.0
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
            self._not_run(pending, lost)
            return
        # Its quotas have just been asked for; who waits is asked again.
        at_once = not self._waiting
        self._waiting.append(pending)
        if self.call is None:
            self._next(asked=at_once)

    @property
    def running(self) -> bool:
        """Whether a call is running in the worker now."""
        return self.call is not None

    @property
    def worker(self) -> Worker | None:
        """The worker, if there is one now."""
        return self._place.worker

    @property
    def usage(self) -> Usage | None:
        """What the worker's processes use, while there is one."""
        return self._place.usage

    @property
    def worker_since(self) -> float:
        """When the worker became this session's, on the monotonic clock."""
        return self._place.since

    @property
    def asked_at(self) -> float:
        """When the running call asked for the line it waits for, 0.0 if it waits for none."""
        return self.call.asked_at if self.call is not None else 0.0

    def answer_input(self, line: bytes) -> None:
        """Hand the client's answer to the call that asked. Raises CallRefused if none did."""
        if not self.asked_at or self._place.worker is None:
            raise CallRefused(
                "no call of this session waits for input",
                rule="wire: input",
                hint="answer a prompt once, while its call waits",
            )
        assert self.call is not None
        self.call.answered(time.monotonic())
        self._place.send(Answer(line))

    def answerer_left(self, answerer: Answerer) -> None:
        """A connection that had joined is gone: nothing of it waits here, or holds others up.

        Its running call goes on; one that asks is given the end of its input.
        """
        call = self.call
        if call is not None and call.pending.answerer is answerer and call.asked_at:
            self.answer_input(b"")
        for pending in [each for each in self._waiting if each.answerer is answerer]:
            self._waiting.remove(pending)
            self._verdicts.not_run(pending, PoolExhausted("the client left"), left=True)
        if answerer in self._unread:
            self.resume_output(answerer)

    # --- being stopped ----------------------------------------------------------------------------

    def interrupt(self, which: Callable[[Pending], bool]) -> bool:
        """Have the call stopped that ``which`` says, as a Ctrl-C does; return whether there is one.

        One that waits for its turn is answered and never runs.
        """
        if self.call is not None and which(self.call.pending):
            self.tell_to_stop("interrupt", None)
            return True
        for pending in self._waiting:
            if which(pending):
                self._waiting.remove(pending)
                self._not_run(pending, interrupted(survived=True))
                return True
        return False

    def tell_to_stop(self, reason: Reason, verdict: Verdict | None) -> None:
        """Begin to stop the running call: an exception in it first, its death after a grace.

        Args:
            reason: what the worker is told.
            verdict: the limit it has reached; None for an interrupt.
        """
        if self.call is not None:
            self._stopper.begin(self.call, reason, verdict)

    def go_on_stopping(self, now: float) -> None:
        """Take the next step of a stop that is under way, if its time has come."""
        if self.call is not None:
            self._stopper.go_on(self.call, now)

    def end_for_limit(self, verdict: Verdict) -> None:
        """End the session's process at once; running or not, its client is told of the limit."""
        self._place.end(self._stopper.over(verdict, survived=False))

    def stop_running(self, error: GuardedFlameError) -> None:
        """Kill the worker; the running call, or else the next, is answered with ``error``."""
        self._place.end(error)

    def pause_output(self, answerer: Answerer) -> None:
        """A connection does not take what it is sent: read no more, and start no further call."""
        self._unread.add(answerer)
        self._place.pause()

    def resume_output(self, answerer: Answerer) -> None:
        """Go on, unless another connection still does not read."""
        self._unread.discard(answerer)
        if self._unread:
            return
        self._place.resume()
        if self.call is None:
            self._next()

    def close(self) -> None:
        """End the session: its worker dies, waiting calls are dropped (nobody listens)."""
        if self.closed:
            return
        self.closed = True
        for pending in self._waiting:
            self._verdicts.not_run(pending, PoolExhausted("the client left"), left=True)
        self._waiting.clear()
        self._place.leave()

    # --- what the worker does -------------------------------------------------------------------

    def worker_said(self, message: FromWorker) -> None:
        """Pass on one message of the worker."""
        if self._place.ending is not None:
            # It is dying; nothing it says counts any more.
            return
        call, worker = self.call, self._place.worker
        if isinstance(message, Output):
            self._pass_output(message, call)
        elif call is None:
            self._violation("it answered without a call")
        elif isinstance(message, Ended):
            # Killed rather than trusted to leave.
            self.stop_running(self._stopper.limit_of(call) or exited(message.code))
        elif call.asked_at:
            self._violation("it went on without an answer")
        elif worker is not None and worker.unread:
            # One that never reads would have us hold all that its client sends.
            self._violation("it went on without reading what it was sent")
        elif isinstance(message, Asked):
            self._question(message, call)
        elif isinstance(message, Done | Failed):
            self._close_call(message, call)

    def _pass_output(self, message: Output, call: RunningCall | None) -> None:
        # Between two calls what is left of the last one's budget counts.
        counted = call or self._last
        if counted is None or not counted.wrote(message.text):
            self._violation("it wrote more than its budget")
            return
        if call is None:
            # A thread that prints then has nobody to print to.
            return
        if not self.closed:
            call.pending.answerer.output(message.stream, message.text)
        rate = self.profile.limits.lines
        if more := call.lines_over(message.text, time.monotonic()):
            allowed = f"{show_count(rate.amount)}/{show_period(rate.seconds)}"
            wrote = f"{show_count(rate.amount + more)} lines"
            self.tell_to_stop("other", Verdict("lines", allowed, wrote))

    def _question(self, message: Asked, call: RunningCall) -> None:
        if len(message.prompt) > limits.PROMPT:
            self._violation("its prompt is longer than it may be")
            return
        call.asked_at = time.monotonic()
        if call.stop is not None:
            self._stopper.asked(call)
        elif call.pending.answerer.can_ask and not self.closed:
            call.pending.answerer.ask(message.prompt)
        else:
            self.answer_input(b"")

    def _close_call(self, message: Done | Failed, call: RunningCall) -> None:
        pending = call.pending
        if message.seq != pending.message.seq:
            self._violation("it answered another call")
        elif (error := self._stopper.ended_by(call, message)) is not None:
            if error.state_survived:
                lines = bounded(message.failure).traceback if isinstance(message, Failed) else ()
                self._fail(call, failure_of(error, lines))
            else:
                self.stop_running(error)
        elif isinstance(message, Failed):
            self.streams.failed(pending.message, message.failure.type_name)
            self._fail(call, vouched(bounded(message.failure), self.profile, pending.audit_id))
        elif not STREAM_NAME.fullmatch(message.item_stream):
            self._violation("it named a stream in no way we do")
        elif self._record(call):
            self._note(pending, message.ran)
            self.streams.done(pending.message, message.ran, message.item_stream)
            self._finished()
            pending.answerer.answer_result(pending.token, message.payload, message.item_stream)
            self._next_if_free()

    def _fail(self, call: RunningCall, failure: Failure) -> None:
        if self._record(call, failure):
            self._finished()
            call.pending.answerer.answer_failure(call.pending.token, failure)
            self._next_if_free()

    def worker_gone(self, gone: Gone, reason: str) -> None:
        """Answer the running call with what became of the worker, and go on."""
        if self.account.counts_cpu:
            self._pay(max(gone.cpu, self._place.cpu_at_end))
            self._cpu_paid = 0.0
        call, self.call = self.call, None
        # Whatever it died of: one that was being stopped was on its way out for that.
        error = (
            self._place.ending or self._stopper.limit_of(call) or ending(gone, reason, self.profile)
        )
        self._place.emptied(gone, error)
        self._last = None
        self.sent.clear()
        self.streams.clear()
        if call is None and self._waiting:
            self._not_run(self._waiting.popleft(), error)
        elif call is None:
            # Nobody is waiting for this; the next call is told instead of finding an empty session.
            self._lost = error
        else:
            call.answered(time.monotonic())
            self._verdicts.ended(call, error, gone, left=self.closed)
            if not self.closed:
                call.pending.answerer.answer_error(call.pending.token, error)
        self._next_if_free()

    # --- inside ---------------------------------------------------------------------------------

    def _next(self, *, asked: bool = False) -> None:
        """Begin the call whose turn it is; ``asked``: its client's quotas have room for it now."""
        if not self._waiting or self.closed or self._place.paused or self._asking:
            return
        if self._place.worker is None:
            if not self._place.starting:
                # Said here: the task begins a turn of the loop later.
                self._place.starting = True
                self._spawn(self._start())
            return
        if self.account.asks_again and not asked:
            # What the calls before it have used was not known when it came.
            if self.account.shared:
                self._asking = True
                self._spawn(self._ask(self._waiting[0]))
                return
            try:
                self.account.admit(0, 0)
            except GuardedFlameError as error:
                self._turned_away(error)
                return
        pending = self._waiting.popleft()
        usage = self.usage
        cpu = usage.cpu() if usage is not None and usage.cheap else None
        self.call = self._last = RunningCall(
            pending, self.profile.limits, time.monotonic(), -1.0 if cpu is None else cpu
        )
        # What the call uses is the call's: between calls is counted anew after it.
        self.idle_cpu_before = -1.0
        self._busy(self)
        self._place.send(pending.message)
        self.call.pending = pending.sent()

    def _spawn(self, doing: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _ask(self, pending: Pending) -> None:
        """Begin ``pending`` if another server has room for it; what waits behind it stays there."""
        refused: GuardedFlameError | None = None
        try:
            await self.account.admit_shared(0, 0)
        except GuardedFlameError as error:
            refused = error
        finally:
            self._asking = False
        if not self._waiting or self._waiting[0] is not pending:
            # It was interrupted meanwhile, or its connection left.
            self._next_if_free()
        elif refused is not None:
            self._turned_away(refused)
        else:
            self._next(asked=True)

    def _turned_away(self, error: GuardedFlameError) -> None:
        """Answer the call whose turn it is with ``error``; the one behind it has a turn of its own.

        A turn of the loop, that is: an answer has more calls read.
        """
        asyncio.get_running_loop().call_soon(self._next_if_free)
        self._not_run(self._waiting.popleft(), error)

    def _not_run(self, pending: Pending, error: GuardedFlameError) -> None:
        self._verdicts.not_run(pending, error)
        pending.answerer.answer_error(pending.token, error)

    async def _start(self) -> None:
        try:
            await self._place.fill(self)
        except PoolExhausted as error:
            while self._waiting and not self.closed:
                self._not_run(self._waiting.popleft(), error)
            return
        if self.account.counts_cpu:
            # Before it was this client's.
            self._cpu_paid = self.usage.cpu() or 0.0 if self.usage is not None else 0.0
        self.idle_since = time.monotonic()
        self._stopper.renew()
        if self.closed:
            self._place.leave()
        elif self.call is None:
            self._next()

    def _finished(self) -> None:
        if self.call is not None:
            self._stopper.finished(self.call)
        self.call = None
        self.idle_since = time.monotonic()
        if self.account.counts_cpu and self.usage is not None:
            self._pay(self.usage.cpu() or 0.0)

    def _pay(self, cpu: float) -> None:
        """Have the account know what the worker's family has used since it was told last."""
        if cpu > self._cpu_paid:
            self.account.spent(cpu - self._cpu_paid)
            self._cpu_paid = cpu

    def _next_if_free(self) -> None:
        if self._waiting and self.call is None and not self.closed:
            self._next()

    def _note(self, pending: Pending, ran: int) -> None:
        """Remember the modules this session has defined: it may name them from now on."""
        message = pending.message
        for call in message.calls[: max(ran, 0)] if isinstance(message, Batch) else (message,):
            if call.kind == Kind.SENDMODULE and len(self.sent) < limits.SENT_MODULES:
                self.sent.add(call.name)

    def _record(self, call: RunningCall, failure: Failure | None = None) -> bool:
        """Write the verdict; when that fails the worker dies and the client hears why."""
        try:
            self._verdicts.closed(call, failure, self._cpu_of(call))
        except AuditError as unwritten:
            self.stop_running(unwritten)
            return False
        return True

    def _cpu_of(self, call: RunningCall) -> float | None:
        """Return the processor seconds a call has used, where that costs little to know."""
        usage = self.usage
        if usage is None or not usage.cheap or call.cpu_before < 0:
            return None
        now = usage.cpu()
        return None if now is None else now - call.cpu_before

    def _violation(self, what: str) -> None:
        self.stop_running(
            WorkerCrashed(
                "the session's process broke its protocol and was stopped",
                cause=f"violation: {what}",
                hint="the session's state is gone; the next call starts a new one",
            )
        )
