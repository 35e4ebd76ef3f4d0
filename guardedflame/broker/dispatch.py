"""From a call's envelope to the session: read, count, decide, record, submit; or answer here.

Invariant: a call reaches the session only after its client's quotas had room for it, `decide`
allowed it and the audit log holds the record; what the worker gets is what was decided on, not the
client's bytes read a second time.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from guardedflame import limits
from guardedflame.broker.accounts import Account
from guardedflame.broker.audit import AuditLog, Ending
from guardedflame.broker.endings import interrupted
from guardedflame.broker.objects import hands_out_an_object, known_object, metadata, with_proxy
from guardedflame.broker.pending import Answerer, Pending
from guardedflame.broker.requests import DAEMON_OBJECT, FLAME_OBJECT, Request, read_request
from guardedflame.broker.session import Session
from guardedflame.broker.streams import no_stream
from guardedflame.errors import CallRefused, GuardedFlameError, LimitExceeded, ValueRefused
from guardedflame.ids import AuditId
from guardedflame.ipc.messages import MODULE_OBJECT, Batch, Call, Kind
from guardedflame.policy.decide import decide
from guardedflame.serial.codec import Codec
from guardedflame.serial.envelope import Envelope, read_batch, read_call, read_text
from guardedflame.serial.ids import GUARDED
from guardedflame.wire.events import CallReceived


class _Work(NamedTuple):
    """One INVOKE that has been read and waits for its quotas and its decision."""

    requests: list[Request]
    token: object
    batch: int
    """Its serializer where it is a batch, else 0."""

    def counts(self, account: Account) -> tuple[int, int]:
        """Return how many calls it is, the next item of a stream one, and bytes of source."""
        code = 0
        if account.counts_code:
            code = sum(len(one.source.encode("utf-8", "surrogatepass")) for one in self.requests)
        return len(self.requests), code


class Dispatcher:
    """What an open connection does with calls.

    Args:
        session: whose calls they are.
        answerer: where answers go.
        codec: encodes what is answered here.
        audit: where decisions are recorded.
        proxies: for a stock client, the handshake text and location its proxies need; else None.
    """

    def __init__(
        self,
        *,
        session: Session,
        answerer: Answerer,
        codec: Codec,
        audit: AuditLog,
        proxies: tuple[str, str] | None,
    ) -> None:
        self._session = session
        self._answerer = answerer
        self._codec = codec
        self._audit = audit
        self._proxies = proxies
        self._line: deque[_Work] = deque()
        self._walker: asyncio.Task[None] | None = None

    def call(self, event: CallReceived) -> None:
        """Act on one INVOKE. Every way out answers it, submits it or has it wait for its quotas."""
        session = self._session
        try:
            if event.batch:
                self._batch(event)
                return
            envelope = read_call(event.serializer, event.payload)
            if self._answer_here(event, envelope):
                return
            request = self._request(event, envelope)
            if session.account.gated or not request.operation:
                self._begin(_Work([request], event, 0))
                return
            audit_id = self._decide(request)
        except GuardedFlameError as error:
            self._answerer.answer_error(event, error)
            return
        session.submit(Pending(request.call, self._answerer, event, audit_id, request.operation))

    def close(self) -> None:
        """Forget what waits: there is nobody to answer."""
        self._line.clear()
        if self._walker is not None:
            self._walker.cancel()

    def module_meta(self, serializer: int, module: str, token: object, greeting: str) -> None:
        """Have the worker describe ``module``; with a greeting, as a whole handshake reply.

        Raises:
            CallRefused: the profile does not allow the module.
            LimitExceeded: a quota of the client is used up.
            AuditError: it cannot be recorded.
        """
        call = Call(self._session.next_seq(), serializer, Kind.MODULE_META, module, greeting)
        self._begin(_Work([Request("module", module, "", call)], token, 0))

    def _batch(self, event: CallReceived) -> None:
        envelopes = read_batch(event.serializer, event.payload, limits.BATCH_CALLS)
        requests = [self._request(event, envelope) for envelope in envelopes]
        if requests:
            self._begin(_Work(requests, event, event.serializer))
        else:
            self._answerer.answer_result(event, self._codec.dumps([]), "")

    # --- quotas, decision, session ----------------------------------------------------------------

    def _begin(self, work: _Work) -> None:
        """Count the call, decide on it and submit it; at once, or when its quotas are known."""
        account = self._session.account
        if account.gated:
            if account.shared:
                # All of them stand in line, so that a client's calls stay in order.
                self._line.append(work)
                if self._walker is None:
                    self._walker = asyncio.get_running_loop().create_task(self._walk())
                return
            account.admit(*work.counts(account))
        self._submit(work)

    async def _walk(self) -> None:
        """Take the calls in line one after the other, each when another server has counted it."""
        account = self._session.account
        try:
            while self._line:
                work = self._line[0]
                try:
                    await account.admit_shared(*work.counts(account))
                except GuardedFlameError as error:
                    if self._leaves(work):
                        self._answerer.answer_error(work.token, error)
                    continue
                if self._leaves(work):
                    try:
                        self._submit(work)
                    except GuardedFlameError as error:
                        self._answerer.answer_error(work.token, error)
        finally:
            self._walker = None

    def _leaves(self, work: _Work) -> bool:
        """Take ``work`` out of the line; return whether it was still there."""
        if not self._line or self._line[0] is not work:
            return False
        self._line.popleft()
        return True

    def _submit(self, work: _Work) -> None:
        first, session = work.requests[0].call, self._session
        if not work.batch and first.kind == Kind.STREAM_CLOSE and session.streams.unknown(first):
            # As its worker would say: there is nothing to close. It counts as refused all the same.
            session.account.refused()
            self._answerer.answer_result(work.token, self._codec.dumps(None), "")
            return
        # All of a batch are decided before the first runs: a refused call in the middle would
        # leave the caller guessing which of the others were done.
        audit_id = AuditId("")
        for request in work.requests:
            audit_id = self._decide(request)
        message: Call | Batch = first
        operation = work.requests[0].operation
        if work.batch:
            calls = [request.call for request in work.requests]
            message, operation = Batch(self._session.next_seq(), work.batch, calls), "batch"
        self._session.submit(Pending(message, self._answerer, work.token, audit_id, operation))

    def _request(self, event: CallReceived, envelope: Envelope) -> Request:
        session = self._session
        try:
            request = read_request(
                envelope,
                seq=session.next_seq(),
                serializer=event.serializer,
                source_most=session.profile.limits.source,
            )
        except LimitExceeded as error:
            self._record(error)
            raise
        if self._proxies is not None and hands_out_an_object(request.call.kind):
            return with_proxy(request, *self._proxies)
        return request

    def _record(self, error: LimitExceeded) -> None:
        """Put on record that a source is too long to be decided on.

        Raises:
            LimitExceeded: too many calls were refused of late, so that this is only counted.
            AuditError: it cannot be recorded.
        """
        session = self._session
        # Looked at here, as nothing has asked for the call's quotas yet, and each is a line.
        session.account.check_refusals()
        session.account.refused()
        error.rule = session.profile.rules.get(f"limits.{error.limit}", "")
        audit_id = self._audit.undecided()
        error.audit_id = audit_id
        self._audit.verdict(
            of=audit_id,
            session=session.id,
            outcome="limit",
            seconds=0.0,
            ending=Ending(
                limit=error.limit,
                allowance=error.allowed,
                used=error.used,
                rule=error.rule,
                state_survived=True,
            ),
        )

    def _decide(self, request: Request) -> AuditId:
        session = self._session
        if not request.operation:
            if session.streams.unknown(request.call):
                session.account.refused()
                raise no_stream(request.name)
            return self._audit.undecided()
        if request.call.kind == Kind.SENDMODULE and len(session.sent) >= limits.SENT_MODULES:
            raise LimitExceeded(
                f"the session has sent {limits.SENT_MODULES} modules, as many as it may",
                limit="modules",
                allowed=str(limits.SENT_MODULES),
                state_survived=True,
                hint="put several into one module",
            )
        profile = session.profile
        decision = decide(profile, request.operation, request.name or None, sent=session.sent)
        audit_id = self._audit.decision(
            session=session.id,
            client=session.client,
            profile=profile.name,
            operation=request.operation,
            name=request.name,
            source=request.source,
            allowed=decision.allowed,
            rule=decision.rule,
            reason=decision.reason,
        )
        if not decision.allowed:
            session.account.refused()
            raise CallRefused(
                decision.reason, rule=decision.rule, hint=decision.hint, audit_id=audit_id
            )
        return audit_id

    def _interrupt(self, which: Callable[[Pending], bool]) -> bool:
        if self._session.interrupt(which):
            return True
        for work in self._line:
            call = work.requests[0].call
            if which(Pending(call, self._answerer, work.token, AuditId(""), "")):
                self._line.remove(work)
                self._answerer.answer_error(work.token, interrupted(survived=True))
                return True
        return False

    def _which(self, event: CallReceived, envelope: Envelope) -> Callable[[Pending], bool]:
        """Return what tells the call that an interrupt is for: a number's, or whichever runs."""
        if not envelope.args and not envelope.kwargs:
            return lambda _pending: True
        text = read_text(event.serializer, envelope.args[0], 16) if len(envelope.args) == 1 else ""
        if not (text.isascii() and text.isdigit()) or envelope.kwargs:
            raise ValueRefused(
                "interrupt takes the number of a call, or nothing", hint="write no argument"
            )

        def which(pending: Pending) -> bool:
            token = pending.token
            # Numbers are a connection's own.
            if pending.answerer is not self._answerer or not isinstance(token, CallReceived):
                return False
            return token.seq == int(text)

        return which

    def _answer_here(self, event: CallReceived, envelope: Envelope) -> bool:
        """Answer what needs no worker: the daemon's own methods and held output."""
        target, method = envelope.object, envelope.method
        value: object = None
        if target == FLAME_OBJECT:
            if method == "output":
                value = self._session.held.take()
            elif method == "interrupt":
                value = self._interrupt(self._which(event, envelope))
            elif method == "answer_input" and event.serializer == GUARDED and envelope.args:
                # Opaque: the worker reads it.
                self._session.answer_input(envelope.args[0])
            else:
                return False
        elif target != DAEMON_OBJECT or method in {"get_next_stream_item", "close_stream"}:
            return False
        elif method == "ping":
            pass
        elif method == "get_metadata" and len(envelope.args) == 1:
            asked = read_text(event.serializer, envelope.args[0], 512)
            if not known_object(asked):
                raise CallRefused(
                    "unknown object", hint=f"this server has {FLAME_OBJECT}", rule="wire: objects"
                )
            if asked.startswith(MODULE_OBJECT):
                self.module_meta(event.serializer, asked[len(MODULE_OBJECT) :], event, "")
                return True
            value = metadata(self._session.profile, asked)
        else:
            raise CallRefused(
                f"{DAEMON_OBJECT} has no method {method[:80]!r} here",
                hint="a GuardedFlame daemon answers ping and get_metadata",
                rule="wire: objects",
            )
        self._answerer.answer_result(event, self._codec.dumps(value), "")
        return True
