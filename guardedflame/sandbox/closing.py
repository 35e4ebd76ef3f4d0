"""What came of a call, as its one closing message: Done, Failed or Ended.

Invariant: whatever the client's objects do while they are looked at, a failure can be told, in
bounded messages without a path of the server; a call that was cut for its output is told so,
whatever it did about it.
"""

from __future__ import annotations

import sys

from guardedflame.amounts import about_size, show_size
from guardedflame.errors import LimitExceeded, Refused
from guardedflame.ipc.framing import frame
from guardedflame.ipc.messages import Done, Ended, Failed, WorkerProfile, encode
from guardedflame.sandbox import stops
from guardedflame.sandbox.capture import OutputBudget
from guardedflame.sandbox.guard.language import Language, client_traceback
from guardedflame.sandbox.guard.refusals import rule_of
from guardedflame.sandbox.item_streams import ItemStreams
from guardedflame.sandbox.reserve import Reserve
from guardedflame.sandbox.shortage import as_limit
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
    """

    def __init__(
        self,
        profile: WorkerProfile,
        language: Language,
        output: OutputBudget,
        streams: ItemStreams,
        reserve: Reserve,
    ) -> None:
        self.profile = profile
        self._language = language
        self._output = output
        self._streams = streams
        self._reserve = reserve

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

    def _failure(self, error: BaseException) -> Failure:
        # As in `done`: what the program raised after it was cut does not hide that it was.
        error = self._output.over or error
        if isinstance(error, stops.LimitExceeded):
            error = stops.verdict_of(error)
        error = as_limit(error, self.profile)
        if isinstance(error, MemoryError):
            self._reserve.release()
            allowed = show_size(self.profile.memory)
            error = LimitExceeded(
                f"the session's memory limit of {allowed} was reached",
                limit="memory",
                allowed=allowed,
                used=f"over {allowed}",
                state_survived=True,
                rule=self.profile.rules.get("limits.memory", ""),
                hint="keep less data at once; what the session held before is still there",
            ).with_traceback(error.__traceback__)
        lines: list[str] = []
        try:
            lines = client_traceback(error, self._language)
            if isinstance(error, Refused):
                error.rule = rule_of(error, self._language.rule)
            return failure_of(error, lines)
        except BaseException:  # the client's own exception class may lie or raise
            text = "an exception that cannot be described"
            return bounded(Failure("RuntimeError", (text,), tuple(lines), {}))


def ended(seq: int, leaving: SystemExit) -> tuple[int, bytes]:
    """Return the exit status of a program that has left, and the message of it."""
    code = _exit_code(leaving)
    return code, frame(encode(Ended(seq, code)))


def _exit_code(leaving: SystemExit) -> int:
    code = leaving.code
    if code is None:
        return 0
    if type(code) is int:
        return code & 0xFF
    if type(code) is str:
        print(code, file=sys.stderr)  # noqa: T201 - what the interpreter does with exit("text")
    return 1
