"""Being told to stop: a signal of the broker becomes an exception in the program that runs.

Invariant: the exception is raised only while a call runs, and only where the client's own code, or
a library's for it, is what runs: never in the middle of a message or of a guard's work. Where it
cannot be raised now it is tried again; what never comes to such a place is killed by the broker.
An exception is a limit because it was made here for the running call, and says what was known then.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from threading import get_ident
from types import CodeType, FrameType, MappingProxyType
from typing import Final

from guardedflame import errors
from guardedflame.ipc.signals import STOP_SIGNALS, Reason
from guardedflame.sandbox.kernel.signals import set_handler


def _here() -> None:
    """Exist, so that its code names this file."""


#: Seconds to the next try where our own code is what runs; a guard takes some microseconds.
RETRY_SECONDS: Final = 0.002

#: Where our own code is, as its code objects have it.
_PACKAGE: Final = f"{Path(_here.__code__.co_filename).parents[1]}/"

_REASON_OF: Final[Mapping[int, Reason]] = MappingProxyType(
    {number: reason for reason, number in STOP_SIGNALS.items()}
)


class LimitExceeded(BaseException):
    """What a program sees of a limit. No Exception, so that no handler of those swallows it.

    Its attributes are texts, as those of the error that its client is told. A program that has one
    has its class, and can make others: what they say means nothing, see `Stops.verdict_of`.
    """

    def __init__(
        self,
        message: str,
        *,
        limit: str = "",
        allowed: str = "",
        used: str = "",
        rule: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.limit = limit
        self.allowed = allowed
        self.used = used
        self.rule = rule
        self.hint = hint


def seen_of(verdict: errors.LimitExceeded) -> LimitExceeded:
    """Return what the program sees of a limit whose client is told ``verdict``."""
    return LimitExceeded(
        str(verdict),
        limit=verdict.limit,
        allowed=verdict.allowed,
        used=verdict.used,
        rule=verdict.rule,
        hint=verdict.hint,
    )


class Stops:
    """The stop signals of one session.

    Args:
        rule_of: finds the policy line of a limit.
        waits: our own code that only waits, and may be stopped like a client's.
        whole: path of library code that is left to end what it is at, like our own; or nothing.
        retries: whether the alarm clock is ours: plain Python may set it for itself.
    """

    def __init__(
        self,
        rule_of: Callable[[str], str],
        *,
        waits: Collection[CodeType],
        whole: str = "",
        retries: bool,
    ) -> None:
        self._rule_of = rule_of
        self._ours = (_PACKAGE, whole) if whole else (_PACKAGE,)
        self._waits = waits
        self._retries = retries
        self._armed = False
        self._pending: Reason | None = None
        self._thread = 0
        #: The limits that the running call was told of.
        self._raised: list[tuple[LimitExceeded, errors.LimitExceeded]] = []

    def install(self) -> None:
        """In the worker's main thread, before its first call: take the signals."""
        self._thread = get_ident()
        for number in STOP_SIGNALS.values():
            set_handler(number, self._told)
        if self._retries:
            set_handler(signal.SIGALRM, self._again)

    def arm(self) -> None:
        """A call begins."""
        self._pending = None
        self._raised.clear()
        self._armed = True

    def disarm(self) -> None:
        """A call has ended; what comes now was meant for it and is too late."""
        self._armed = False
        if self._pending is not None:
            self._pending = None
            if self._retries:
                signal.setitimer(signal.ITIMER_REAL, 0)

    def verdict_of(self, error: BaseException) -> errors.LimitExceeded | None:
        """Return what the client of a call that ends with ``error`` is told of a limit, or None.

        By identity: the class, and what the exception says now, are in the program's hands.
        """
        for raised, verdict in self._raised:
            if raised is error:
                return verdict.with_traceback(error.__traceback__)
        return None

    def check(self) -> None:
        """Raise what is pending; where our own code has waited for something, or has written.

        A program that prints without end is nearly always found there, by every signal.
        """
        if self._pending is not None and self._armed and get_ident() == self._thread:
            raise self._taken()

    # --- inside --------------------------------------------------------------------------------

    def _told(self, number: int, frame: FrameType | None) -> None:
        if not self._armed:
            return
        reason = _REASON_OF[number]
        # An interrupt does not make one forget that a limit was reached.
        if self._pending is None or reason != "interrupt":
            self._pending = reason
        self._again(number, frame)

    def _again(self, _number: int, frame: FrameType | None) -> None:
        if not self._armed or self._pending is None:
            return
        if frame is None or self._is_ours(frame.f_code):
            if self._retries:
                signal.setitimer(signal.ITIMER_REAL, RETRY_SECONDS)
            return
        raise self._taken()

    def _is_ours(self, code: CodeType) -> bool:
        return code.co_filename.startswith(self._ours) and code not in self._waits

    def _taken(self) -> BaseException:
        reason, self._pending = self._pending, None
        if reason == "interrupt":
            return KeyboardInterrupt()
        what = "a limit of this session" if reason in {None, "other"} else f"the {reason} limit"
        # The broker says the rest: it is the one that measures.
        verdict = errors.LimitExceeded(
            f"{what} was reached and the call is being stopped",
            limit="" if reason in {None, "other"} else str(reason),
            state_survived=True,
            rule=self._rule_of(f"limits.{reason}"),
            hint="let this exception pass: what goes on now is killed soon",
        )
        error = seen_of(verdict)
        self._raised.append((error, verdict))
        return error
