"""Signal handlers, set as `signal.signal` sets them but without its dressing of the answer.

Invariant: the handler that was there before is not returned. Turning it into an enumeration is
what makes `signal.signal` run code nothing else in a worker runs: 60 pages, copied in each.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # what signal.signal calls itself
from collections.abc import Callable
from types import FrameType


def set_handler(number: int, handler: Callable[[int, FrameType | None], object] | int) -> None:
    """Handle signal ``number`` with ``handler``, or as SIG_DFL or SIG_IGN say.

    Raises:
        OSError: the kernel gives that signal to nobody.
    """
    _signal.signal(number, handler)
