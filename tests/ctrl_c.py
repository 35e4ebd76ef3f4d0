"""A Ctrl-C at a chosen point: where CPython looks for signals, counted through code of one kind.

Invariant: a point is one at which CPython 3.11 and later can raise KeyboardInterrupt from a signal:
the start of a function, the end of a loop's turn, and after a call of C code. What runs in C is one
step, as it is for signals.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import guardedflame
from guardedflame.sandbox.guard.aio_loop import WHOLE

_PACKAGE = str(Path(guardedflame.__file__).parent) + "/"
_CHECKED = frozenset(
    number
    for name, number in dis.opmap.items()
    if name.startswith(("CALL", "RESUME", "JUMP_BACKWARD")) and not name.endswith("NO_INTERRUPT")
)


def ours(file: str) -> bool:
    """Whether this is code of our package."""
    return file.startswith(_PACKAGE)


def where_workers_are_stopped(file: str) -> bool:
    """Whether a worker raises an interrupt in this code; see `guardedflame.sandbox.stops`."""
    return not file.startswith((_PACKAGE, WHOLE))


class Points:
    """Raises KeyboardInterrupt at the points with the numbers ``at``, counted from 0.

    Args:
        at: the numbers.
        counts: whether the code of a file counts.
    """

    def __init__(self, at: Sequence[int], counts: Callable[[str], bool]) -> None:
        self._at = list(at)
        self._counts = counts
        self._before: dict[FrameType, int] = {}
        self.passed = 0
        self.raised: list[str] = []

    def start(self, frame: FrameType, _event: str, _arg: object) -> Any:
        """Be the trace function of new frames."""
        if not self._counts(frame.f_code.co_filename):
            return None
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        return self._step

    def again(self) -> None:
        """Go on counting in the functions that begin from now on, after one was raised."""
        if self.raised:
            sys.settrace(self.start)

    def _step(self, frame: FrameType, event: str, _arg: object) -> Any:
        if event == "return":
            self._before.pop(frame, None)
            if frame.f_back is not None:
                # A function of Python has returned: nothing is looked for there.
                self._before.pop(frame.f_back, None)
        elif event == "opcode":
            before = self._before.get(frame)
            self._before[frame] = frame.f_code.co_code[frame.f_lasti]
            if before in _CHECKED:
                number = self.passed
                self.passed += 1
                if number in self._at:
                    self._before.pop(frame)
                    self.raised.append(f"{frame.f_code.co_qualname}:{frame.f_lineno}")
                    # CPython stops tracing here; `again` goes on.
                    raise KeyboardInterrupt
        return self._step


@contextmanager
def ctrl_c_at(*numbers: int, counts: Callable[[str], bool] = ours) -> Iterator[Points]:
    """Have a Ctrl-C come at these points of the calls in the block, in this thread."""
    points = Points(numbers, counts)
    before = sys.gettrace()
    sys.settrace(points.start)
    try:
        yield points
    finally:
        sys.settrace(before)
