"""The signals by which the broker tells a worker to stop the running call.

Invariant: constants only. A signal says nothing but why; which call is meant needs no word, because
a worker gets its next call only after the broker has read how the one before ended.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

#: Why a call is stopped: its client asked, or a limit's own word; any other limit is ``other``.
Reason = Literal["interrupt", "cpu", "wall", "other"]

STOP_SIGNALS: Final[Mapping[Reason, signal.Signals]] = MappingProxyType(
    {
        "interrupt": signal.SIGINT,
        "cpu": signal.SIGXCPU,
        "wall": signal.SIGUSR1,
        "other": signal.SIGUSR2,
    }
)
