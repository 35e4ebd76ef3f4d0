"""What a session's code writes becomes bounded messages to the broker, live.

Invariant: a stream sends at most its budget and then raises in the writer, every time; it holds
at most one line or one chunk.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Literal

from guardedflame import limits
from guardedflame.amounts import show_size
from guardedflame.errors import LimitExceeded
from guardedflame.sandbox import stops


class OutputBudget:
    """Bytes the running call may still write, shared by stdout and stderr.

    Args:
        allowed: bytes per call.
        rule: the policy line that set it.
    """

    __slots__ = ("_rule", "allowed", "left", "over", "short")

    over: stops.LimitExceeded | None
    """What the program was told last, if it wrote too much. What it says is in the program's hands:
    see `verdict`."""

    def __init__(self, allowed: int, rule: str) -> None:
        self.allowed = allowed
        self.left = allowed
        self.short = limits.SHORT_OUTPUTS
        self.over = None
        self._rule = rule

    def renew(self) -> None:
        """Start the next call's budget."""
        self.left = self.allowed
        self.short = limits.SHORT_OUTPUTS
        self.over = None

    def spend(self, size: int) -> None:
        """Take ``size`` bytes. Raises stops.LimitExceeded if there are not as many, and after."""
        if size > self.left:
            self.left = 0
            self.over = stops.seen_of(self._verdict())
            raise self.over
        self.left -= size

    def verdict(self) -> LimitExceeded | None:
        """Return what the client is told if the call wrote too much, or None."""
        if self.over is None:
            return None
        return self._verdict().with_traceback(self.over.__traceback__)

    def _verdict(self) -> LimitExceeded:
        return LimitExceeded(
            f"the call wrote more than the {show_size(self.allowed)} of output it is allowed",
            limit="output",
            allowed=show_size(self.allowed),
            used=f"over {show_size(self.allowed)}",
            state_survived=True,
            rule=self._rule,
            hint="write less, or return the data as the result",
        )


class CaptureStream(io.TextIOBase):
    """A text stream whose lines go to ``send`` as they are finished.

    Args:
        stream: 1 for stdout, 2 for stderr.
        send: takes (stream, text); called once per line or chunk.
        budget: what may still be written.
    """

    def __init__(
        self,
        stream: Literal[1, 2],
        send: Callable[[Literal[1, 2], str], None],
        budget: OutputBudget,
    ) -> None:
        self._stream = stream
        self._send = send
        self._budget = budget
        self._pending: list[str] = []
        self._size = 0

    encoding = "utf-8"

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Take ``text``; a newline in it sends what has gathered.

        Raises:
            stops.LimitExceeded: the call's output is used up; the text is dropped.
            TypeError: ``text`` is no str.
        """
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        length = str.__len__(text)
        # An exact str: a subclass could lie about its length or its encoding.
        text = str.__str__(text) if type(text) is str else "".join(str.__iter__(text))
        # Lone surrogates have no UTF-8 form; they are shown as escapes rather than lost.
        text = text.encode("utf-8", "backslashreplace").decode("utf-8")
        size = len(text.encode("utf-8"))
        self._budget.spend(size)
        self._pending.append(text)
        self._size += size
        if self._size >= limits.OUTPUT_CHUNK or ("\n" in text and self._may_send_line()):
            self.flush()
        return length

    def _may_send_line(self) -> bool:
        """Whether a finished line goes out now: a long one always, short ones while they last."""
        if self._size >= limits.SHORT_OUTPUT:
            return True
        self._budget.short -= 1
        return self._budget.short > 0

    def flush(self) -> None:
        """Send what has gathered, in chunks the broker accepts."""
        if not self._pending:
            return
        text = "".join(self._pending)
        self._pending.clear()
        self._size = 0
        step = limits.OUTPUT_CHUNK // 4
        for start in range(0, len(text), step):
            self._send(self._stream, text[start : start + step])
