"""Whether there is room for one more: newcomers are turned away before those who run suffer.

Invariant: a session that runs is never touched here. One that would begin is refused at its
handshake, and one that needs a fresh worker gets none, while less of the machine is left than the
policy says. A shortage is recorded once when it begins and once when it ends.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from guardedflame import limits
from guardedflame.broker.audit import AuditError, AuditLog
from guardedflame.broker.machine import Gauge
from guardedflame.errors import ConfinementError, ConnectionDeniedError, PoolExhausted
from guardedflame.policy.model import Machine

#: The part of the broker's time that looking at the machine may take, as its inverse.
_SHARE: Final = 20


class _Kind(NamedTuple):
    """One thing that can be short: its rule, what a session takes of it, slack, a unit."""

    rule: str
    session: int
    slack: int
    divisor: int
    unit: str


_KINDS: Final[Mapping[str, _Kind]] = MappingProxyType(
    {
        # First: without any, the others cannot be measured and look short, too.
        "descriptors": _Kind(
            "descriptors_left", limits.SESSION_DESCRIPTORS, limits.SLACK_COUNT, 1, ""
        ),
        "memory": _Kind(
            "memory_left", limits.SESSION_MEMORY, limits.SLACK_MEMORY, limits.MIB, " MiB"
        ),
        "processes": _Kind("processes_left", 1, limits.SLACK_COUNT, 1, ""),
    }
)


class Admission:
    """Looks at the machine, at most every limits.ADMISSION_SECONDS, and answers from that.

    Args:
        machine: what has to be left, of the policy.
        audit: where shortages are recorded.
        gauge: what measures; None measures this machine.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        machine: Machine,
        audit: AuditLog,
        *,
        gauge: Gauge | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._machine = machine
        self._audit = audit
        self._gauge = gauge or Gauge(
            near_memory=2 * machine.memory_left, near_processes=2 * machine.processes_left
        )
        self._clock = clock
        self._least: dict[str, int] = {
            name: getattr(machine, kind.rule) for name, kind in _KINDS.items()
        }
        self._left: Mapping[str, int | None] = {}
        self._short = ""
        # Since the last look: what began, and when to look again; sooner where these decide.
        self._sessions = self._workers = self._connections = 0
        self._stale = self._earliest = 0.0

    def start(self) -> None:
        """Check that there could ever be room, and record what this machine does not tell.

        Raises:
            ConfinementError: the policy keeps back more than there is, so nobody could ever begin.
        """
        for name, whole in self._gauge.whole()._asdict().items():
            kind, least = _KINDS[name], self._least[name]
            if whole is not None and whole <= least:
                raise ConfinementError(
                    f"{self._machine.rules.get(kind.rule, kind.rule)} keeps back "
                    f"{least // kind.divisor}{kind.unit} and the server can have "
                    f"{whole // kind.divisor}{kind.unit} in all, so that no session could ever "
                    f"begin; lower machine.{kind.rule}"
                )
        if self._gauge.unknown:
            # Not watched is better said than guessed: no room would mean nobody is ever let in.
            with contextlib.suppress(AuditError):
                unknown = ", ".join(self._gauge.unknown)
                self._audit.server(outcome="machine not measured", detail=unknown)
        self.look()

    def look(self) -> str:
        """Return what the machine is short of (``memory``, ``processes``, ``descriptors``) or "".

        Cheap to ask: it looks at most every limits.ADMISSION_SECONDS, and counts in between.
        """
        now = self._clock()
        if now >= self._stale or (now >= self._earliest and not self._short and self._guess()):
            self._measure(now)
        if not self._short:
            self._short = self._guess()
            if self._short:
                self._record("machine short", self._short)
        return self._short

    def connection(self) -> bool:
        """Whether a further connection may be heard; without descriptors nothing else works.

        Three quarters of what has to be left stay, however many strangers knock.
        """
        self._connections += 1
        self.look()
        left = self._left.get("descriptors")
        begun = self._connections + self._workers * limits.SESSION_DESCRIPTORS
        return left is None or left - begun >= self._least["descriptors"] * 3 // 4

    def session(self, sessions: int) -> None:
        """Let one more session begin, beside ``sessions`` that there are.

        Raises:
            ConnectionDeniedError: code 1; the machine is short, or has as many as it may.
        """
        if sessions >= self._machine.sessions:
            raise ConnectionDeniedError(
                "the server is too busy: it has as many sessions as its policy allows",
                code=1,
                rule=self._machine.rules.get("sessions", ""),
                hint="try again later; an idle session ends when its connection closes",
                retry_after=limits.BUSY_RETRY_SECONDS,
            )
        short = self.look()
        if short:
            raise ConnectionDeniedError(
                f"the server is too busy: its machine is short of {short}",
                code=1,
                rule=self._rule(short),
                hint="try again later; sessions that run go on",
                retry_after=limits.BUSY_RETRY_SECONDS,
            )
        self._sessions += 1

    def worker(self, *, spare: bool = False) -> None:
        """Let one more worker be started, for a session that has begun or, `spare`, for the pool.

        Those who are in come before those who are not: they may have half of what has to be left.

        Raises:
            PoolExhausted: the machine is short.
        """
        short = self.look()
        if short and not spare:
            short = self._guess(least=2)
        if short:
            raise PoolExhausted(
                f"no worker can be started: the machine is short of {short}",
                retry_after=limits.BUSY_RETRY_SECONDS,
                rule=self._rule(short),
                hint="nothing was run; try again later on the same connection",
            )
        self._workers += 1

    # --- inside --------------------------------------------------------------------------------

    def _measure(self, now: float) -> None:
        self._left = self._gauge.room()._asdict()
        self._sessions = self._workers = self._connections = 0
        # A slow look comes seldom, so that looking never takes much of the broker's time.
        self._earliest = now + (self._clock() - now) * _SHARE
        self._stale = max(self._earliest, now + limits.ADMISSION_SECONDS)
        if self._short:
            was, self._short = self._short, self._guess(slack=True)
            if not self._short:
                self._record("machine has room", was)

    def _guess(self, *, least: int = 1, slack: bool = False) -> str:
        """Return what is short, by the last look and what has begun since.

        Args:
            least: 2 to be short only when half of what has to be left is gone, too.
            slack: short until there is a little more than has to be left.
        """
        # Most workers that began are those of sessions that began.
        begun = max(self._sessions, self._workers)
        for name, kind in _KINDS.items():
            left, bound = self._left.get(name), self._least[name] // least
            if slack:
                bound += min(bound // 8, kind.slack)
            if left is not None and left - begun * kind.session < bound:
                return name
        return ""

    def _rule(self, name: str) -> str:
        return self._machine.rules.get(_KINDS[name].rule, "")

    def _record(self, outcome: str, name: str) -> None:
        kind, left = _KINDS[name], self._left.get(name) or 0
        detail = (
            f"{name}: {left // kind.divisor}{kind.unit} left, "
            f"{self._least[name] // kind.divisor}{kind.unit} needed ({self._rule(name)})"
        )
        with contextlib.suppress(AuditError):
            self._audit.server(outcome=outcome, detail=detail)
