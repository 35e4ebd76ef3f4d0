"""What came of a call, as its one closing message: Done, Failed or Ended.

Invariant: whatever the client's objects do while they are looked at, a failure can be told, in
bounded messages without a path of the server; a call that was cut for its output is told so,
whatever it did about it.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable

from guardedflame.amounts import about_size, show_size
from guardedflame.errors import LimitExceeded, Refused
from guardedflame.ipc.framing import frame
from guardedflame.ipc.messages import Done, Ended, Failed, WorkerProfile, encode
from guardedflame.sandbox.capture import OutputBudget
from guardedflame.sandbox.guard.language import Language, client_traceback
from guardedflame.sandbox.guard.refusals import rule_of
from guardedflame.sandbox.item_streams import ItemStreams
from guardedflame.sandbox.reserve import Reserve
from guardedflame.sandbox.shortage import as_limit
from guardedflame.sandbox.stops import Stops
from guardedflame.serial.codec import Codec
from guardedflame.serial.failures import Failure, bounded, failure_of, failure_value
from guardedflame.serial.ids import GUARDED
from guardedflame.serial.stock import Tagged


class Closing:
    """One session's.

    Args:
        profile: whose limits and rules they are.
        language: whose code tracebacks show.
        output: whether a call was cut for its output.
        streams: keeps a result that comes item by item.
        reserve: is given up where there is no memory left to tell of that.
        stops: which exceptions are limits.
    """

    def __init__(
        self,
        profile: WorkerProfile,
        language: Language,
        output: OutputBudget,
        streams: ItemStreams,
        reserve: Reserve,
        *,
        stops: Stops,
    ) -> None:
        self.profile = profile
        self._language = language
        self._output = output
        self._streams = streams
        self._reserve = reserve
        self._stops = stops

    def done(self, seq: int, codec: Codec, value: object, ran: int = 1) -> bytes:
        """Return the message that ``value`` is the result, of ``ran`` calls.

        Raises:
            LimitExceeded: it is too large, or one item stream too many.
            stops.LimitExceeded: the call was cut for its output.
            Exception: it cannot cross.
        """
        if self._output.over is not None:
            # The program may have swallowed it; its output is cut all the same.
            raise self._output.over
        if hasattr(type(value), "__next__"):
            return frame(encode(Done(seq, codec.dumps(None), self._streams.keep(value))))
        payload = codec.dumps(value)
        allowed = self.profile.result
        if len(payload) > allowed:
            raise LimitExceeded(
                f"the result is {about_size(len(payload))} encoded, "
                f"and {show_size(allowed)} is allowed",
                limit="result",
                allowed=show_size(allowed),
                used=about_size(len(payload)),
                state_survived=True,
                rule=self.profile.rules.get("limits.result", ""),
                hint="return less, or a generator to send it item by item",
            )
        return frame(encode(Done(seq, payload, "", ran)))

    def failed(self, seq: int, error: BaseException) -> bytes:
        """Return the message that the call raised ``error``."""
        return frame(encode(Failed(seq, self._failure(error))))

    def batch_item(self, codec: Codec, error: BaseException) -> object:
        """Return the last item of a batch's list, as the client's side of Pyro looks for it."""
        value = failure_value(codec, self._failure(error))
        if codec.id == GUARDED:
            return {"failure": value}
        return Tagged({"__class__": "Pyro5.core._ExceptionWrapper", "exception": value})

    def is_limit(self, error: BaseException) -> bool:
        """Say if the running call was stopped by a limit, and ``error`` tells of it or comes after.

        An exception of the program's own that only looks like one is no limit.
        """
        return self._output.over is not None or self._stops.verdict_of(error) is not None

    def _failure(self, error: BaseException) -> Failure:
        if issubclass(type(error), MemoryError):
            # First of all: whatever is asked of the error takes memory.
            self._reserve.release()
        lines: list[str] = []
        try:
            error = self._told(error)
            lines = client_traceback(error, self._language)
            if isinstance(error, Refused):
                error.rule = rule_of(error, self._language.rule)
            return failure_of(error, lines)
        except BaseException:  # the client's own exception class may lie or raise
            text = "an exception that cannot be described"
            return bounded(Failure("RuntimeError", (text,), tuple(lines), {}))

    def _told(self, error: BaseException) -> BaseException:
        """Return what is told of ``error``: the limit it stands for, or itself."""
        # As in `done`: what the program raised after it was cut does not hide that it was.
        limit = self._output.verdict() or self._stops.verdict_of(error)
        if limit is not None:
            return limit
        error = as_limit(error, self.profile)
        if not issubclass(type(error), MemoryError):
            return error
        allowed = show_size(self.profile.memory)
        return LimitExceeded(
            f"the session's memory limit of {allowed} was reached",
            limit="memory",
            allowed=allowed,
            used=f"over {allowed}",
            state_survived=True,
            rule=self.profile.rules.get("limits.memory", ""),
            hint="keep less data at once; what the session held before is still there",
        ).with_traceback(error.__traceback__)


def ended(seq: int, leaving: SystemExit) -> tuple[int, bytes]:
    """Return the exit status of a program that has left, and the message of it."""
    code = _exit_code(leaving)
    return code, frame(encode(Ended(seq, code)))


def _exit_code(leaving: SystemExit) -> int:
    code = _code_of(leaving)
    if code is None:
        return 0
    if type(code) is int:
        return code & 0xFF
    if type(code) is str:
        with contextlib.suppress(BaseException):  # over its output, or a stream of the client's
            print(code, file=sys.stderr)  # noqa: T201 - what the interpreter does with exit("text")
    return 1


#: The interpreter's own field: a client's class could answer anything, or raise.
_code_of: Callable[[SystemExit], object] = SystemExit.__dict__["code"].__get__
