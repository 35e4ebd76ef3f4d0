"""What a policy file means once it has been read: frozen structs, complete with defaults.

Invariant: nothing here changes after loading; every rule text names the policy's FILE NAME and
line, never a path. Sizes are bytes, times are seconds.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from guardedflame import limits
from guardedflame.errors import ConnectionDeniedError
from guardedflame.policy.words import Isolation, LanguageName, OnFailure

#: Names that every resolver maps to the loopback interface.
_LOOPBACK_NAMES: Final = frozenset({"localhost", "ip6-localhost"})


class Peer(msgspec.Struct, frozen=True):
    """Who is at the other end, as the kernel tells it.

    ``address`` is the textual IP address, or ``unix:UID``, so that the users of one socket are as
    many addresses; ``unix_uid`` comes from SO_PEERCRED.
    """

    address: str
    unix_uid: int | None = None

    @property
    def label(self) -> str:
        """The peer for a log line: ``127.0.0.1`` or ``unix:1000``."""
        return self.address


class Listen(msgspec.Struct, frozen=True):
    """One address to listen on.

    ``insecure`` is the operator's word for plain text on an address others can reach.
    """

    kind: Literal["tcp", "unix"]
    host: str = ""
    port: int = 0
    path: str = ""
    insecure: bool = False
    rule: str = ""

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it: a unix socket or a loopback address."""
        return self.kind == "unix" or is_loopback(self.host)

    @property
    def url(self) -> str:
        """The address as a policy writes it."""
        if self.kind == "unix":
            return f"unix://{self.path}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"tcp://{host}:{self.port}"


class Connections(msgspec.Struct, frozen=True):
    """Rules that hold before anyone is identified. ``rule`` names where the maximum is set."""

    maximum: int = limits.CONNECTIONS
    maximum_per_address: int = limits.CONNECTIONS_PER_ADDRESS
    handshake_timeout: float = limits.HANDSHAKE_SECONDS
    idle_timeout: float = limits.IDLE_SECONDS
    rule: str = ""


class Machine(msgspec.Struct, frozen=True):
    """What has to be left of the machine for a session to begin, and how many there may be.

    ``memory_left`` is bytes, the others are counts; ``sessions`` are those of all clients
    together. ``rules`` finds the line of each by its name.
    """

    memory_left: int = limits.MEMORY_LEFT
    processes_left: int = limits.PROCESSES_LEFT
    descriptors_left: int = limits.DESCRIPTORS_LEFT
    sessions: int = limits.MACHINE_SESSIONS
    rules: Mapping[str, str] = MappingProxyType({})


class Warm(msgspec.Struct, frozen=True):
    """How many workers of a profile are kept ready: between ``least`` and ``most``."""

    least: int = limits.WARM
    most: int = limits.WARM


class Rate(msgspec.Struct, frozen=True):
    """So much in so many seconds: ``600/min`` is ``Rate(600, 60)``; times count in seconds."""

    amount: float
    seconds: float


class Limits(msgspec.Struct, frozen=True):
    """What one session may use; ``frame`` follows from the others.

    Of each call: ``cpu``, ``wall``, ``output``, ``lines`` (printed in a second), ``result``,
    ``source``, and ``grace``, the seconds between the exception that tells a program to stop and
    the end of its process. Of the session's life: the rest.
    """

    cpu: float = limits.CPU_SECONDS
    wall: float = limits.WALL_SECONDS
    memory: int = limits.MEMORY
    output: int = limits.OUTPUT
    lines: Rate = Rate(limits.OUTPUT_LINES, 1.0)
    result: int = limits.RESULT
    processes: int = limits.PROCESSES
    open_files: int = limits.OPEN_FILES
    source: int = limits.SOURCE
    scratch: int = limits.SCRATCH
    scratch_files: int = limits.SCRATCH_FILES
    file_size: int = limits.SCRATCH
    session_cpu: float = limits.SESSION_CPU_SECONDS
    idle: float = limits.SESSION_IDLE_SECONDS
    lifetime: float = limits.LIFETIME_SECONDS
    grace: float = limits.GRACE_SECONDS

    @property
    def frame(self) -> int:
        """Bytes of one frame on the wire: the largest result and what is around it."""
        return max(limits.FRAME, self.result + limits.MIB)


class Quotas(msgspec.Struct, frozen=True):
    """What one client may use over time, all its sessions together; None is without a bound.

    ``sessions`` and ``connections`` at a time; the rates count ``calls``, ``cpu_time`` (seconds),
    ``received`` and ``sent`` (bytes on the wire), ``code`` (bytes of source sent) and ``refusals``
    (calls that the policy refused).
    """

    sessions: int = limits.CLIENT_SESSIONS
    connections: int = limits.CLIENT_CONNECTIONS
    calls: Rate | None = None
    cpu_time: Rate | None = None
    received: Rate | None = None
    sent: Rate | None = None
    code: Rate | None = None
    refusals: Rate | None = Rate(limits.REFUSALS_PER_MINUTE, 60.0)


class QuotaStore(msgspec.Struct, frozen=True):
    """The Redis server that keeps what clients have used, for several daemons.

    ``url`` may hold a password and is for the connection alone; ``place`` is the same without.
    """

    url: str
    place: str
    on_failure: OnFailure
    rule: str

    def __repr__(self) -> str:
        return f"QuotaStore({self.place!r}, on_failure={self.on_failure!r})"


class Decision(msgspec.Struct, frozen=True):
    """The answer to "may this profile do that": never a bare bool.

    ``rule`` is the policy line that decided (``analyst.yaml:14 profiles.analyst.operations``);
    ``hint`` says what a refused client can do next.
    """

    allowed: bool
    rule: str
    reason: str
    hint: str = ""


class Verdicts(msgspec.Struct, frozen=True, eq=False):
    """Decisions made when the policy was loaded, so that a call only looks them up.

    Keyed by operation, by dotted module name (or listed function), by builtin name.
    """

    operations: Mapping[str, Decision]
    modules: Mapping[str, Decision]
    builtins: Mapping[str, Decision]
    modules_hint: str
    """What a client refused a module is told."""


class Profile(msgspec.Struct, frozen=True, eq=False):
    """What a client may do.

    ``name`` is unique in the policy; a client with limits of its own has a profile of its own,
    named ``analyst@alice``, whose ``base`` is ``analyst``. ``builtins`` are those that may be
    used; ``builtins_allowed`` (None: not narrowed), ``builtins_denied`` and ``builtins_also`` (of
    those that compile text) are what the file says. ``files``: programs may open files in the
    session's own directory.
    ``rules`` finds the line of: each operation, ``module``, ``module.NAME``, ``builtin``,
    ``limits.NAME``, ``isolation``, ``language``, ``profile`` and, in a grant, ``client``.
    """

    name: str
    base: str
    isolation: Isolation
    language: LanguageName
    operations: frozenset[str]
    modules: Mapping[str, Literal["*"] | frozenset[str]]
    builtins: frozenset[str]
    builtins_allowed: frozenset[str] | None
    builtins_denied: frozenset[str]
    builtins_also: frozenset[str]
    files: bool
    limits: Limits
    quotas: Quotas
    warm: Warm
    rules: Mapping[str, str]
    verdicts: Verdicts


class Grant(msgspec.Struct, frozen=True, eq=False):
    """What one client entry gives to a peer that matches it."""

    client: str
    profile: Profile
    rule: str
    unix_uid: int | None = None
    """The uid that must be calling; None for ``anyone``."""


class Policy(msgspec.Struct, frozen=True, eq=False):
    """One policy file. ``digest`` is the hexadecimal SHA-256 of its bytes."""

    name: str
    digest: str
    listen: tuple[Listen, ...]
    connections: Connections
    machine: Machine
    store: QuotaStore | None
    """Where clients' use is kept; None is the server's memory."""
    profiles: Mapping[str, Profile]
    clients: Mapping[str, Grant]
    by_uid: Mapping[int, Grant]
    anyone: Grant | None
    clients_rule: str

    def grant_for(self, peer: Peer) -> Grant:
        """Return what ``peer`` is given: its unix user's entry, else ``anyone``'s.

        Raises:
            ConnectionDeniedError: code 3, no entry matches; ``rule`` says where one would be.
        """
        if peer.unix_uid is not None:
            grant = self.by_uid.get(peer.unix_uid)
            if grant is not None:
                return grant
        if self.anyone is not None:
            return self.anyone
        raise ConnectionDeniedError(
            "no client entry of the policy matches this connection",
            code=3,
            rule=self.clients_rule,
            hint="ask the server's operator for a client entry (unix_user or anyone)",
        )


def is_loopback(host: str) -> bool:
    """Return whether ``host`` surely names the loopback interface; in doubt, no."""
    if host.lower() in _LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
