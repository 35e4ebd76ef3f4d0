"""The audit log: one JSON line per connection, decision and verdict, written before the effect.

Invariant: a decision is in the kernel's hands before what it decides on happens; when it cannot be
written, the effect does not happen (`AuditError` is a refusal). The verdict of a call that ended
badly is written before its client is told; that of a call that went well goes out with the next
record, or at the next `flush`. Text of clients is data: JSON escapes it, and the source itself is
never stored, only its SHA-256.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import secrets
import time
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import msgspec

from guardedflame.errors import GuardedFlameError, ListenError
from guardedflame.ids import AuditId

#: Version of the record format, in every record as ``v``.
FORMAT: Final = 1

#: Encoded halves of decision records kept; a busy server has this many clients times
#: rules in use.
CONSTANTS: Final = 4096

#: Characters of a source whose digest is kept, and how many: loops send the same line again.
SHORT_SOURCE: Final = 256
SHORT_SOURCES: Final = 1024


class AuditError(GuardedFlameError):
    """The audit log cannot be written, so nothing that needs a record is done."""


Outcome = Literal["done", "failed", "refused", "limit", "interrupted", "crashed", "exited", "gone"]


class _Constant(msgspec.Struct):
    """What repeats from decision to decision; encoded once per client and rule."""

    policy: str
    client: str
    profile: str
    operation: str
    allowed: bool
    rule: str
    reason: str


class Ending(msgspec.Struct, omit_defaults=True):
    """What only a verdict that is not plainly done has; ``rule`` set the limit."""

    limit: str = ""
    allowance: str = ""
    used: str = ""
    peak: str = ""
    rule: str = ""
    state_survived: bool | None = None
    detail: str = ""


class Record(msgspec.Struct, omit_defaults=True, gc=False):
    """A line that is no decision and no verdict. Absent means empty."""

    v: int
    id: str
    time: float
    event: Literal["server", "connection", "quota"]
    policy: str
    """First 16 hexadecimal digits of the SHA-256 of the policy's text."""
    session: str = ""
    client: str = ""
    profile: str = ""
    peer: str = ""
    allowed: bool | None = None
    rule: str = ""
    reason: str = ""
    limit: str = ""
    count: int = 0
    outcome: str = ""
    detail: str = ""


class AuditLog:
    """Appends records to one file.

    Args:
        path: the file, created with mode 0600; None discards records (tests, benchmarks).
        policy_digest: hexadecimal SHA-256 of the policy in force.

    Raises:
        ListenError: the file cannot be opened for appending; nothing was started.
    """

    def __init__(self, path: Path | None, policy_digest: str) -> None:
        self._policy = policy_digest[:16]
        self._encode = _ascii_json
        self._prefix = secrets.token_hex(4)
        self._prefix_bytes = self._prefix.encode("ascii")
        self._policy_bytes = self._policy.encode("ascii")
        # The hot path builds its lines by hand: half of a record never changes.
        self._short_digest = lru_cache(SHORT_SOURCES)(_digest)
        self._held: list[bytes] = []
        self._torn = False
        self._constant = lru_cache(CONSTANTS)(self._encode_constant)
        self._count = itertools.count(1)
        self._descriptor = -1
        if path is not None:
            try:
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
                self._descriptor = os.open(path, flags, 0o600)
            except OSError as error:
                raise ListenError(
                    f"the audit log {path} cannot be opened: {error.strerror}; "
                    "give another with --audit FILE"
                ) from None

    def connection(
        self,
        *,
        peer: str,
        allowed: bool,
        reason: str = "",
        rule: str = "",
        session: str = "",
        client: str = "",
        profile: str = "",
    ) -> AuditId:
        """Record that a peer was let in or turned away."""
        return self._write(
            Record(
                FORMAT,
                self._next(),
                time.time(),
                "connection",
                self._policy,
                session=session,
                client=client,
                profile=profile,
                peer=peer,
                allowed=allowed,
                rule=rule,
                reason=reason,
            )
        )

    def decision(
        self,
        *,
        session: str,
        client: str,
        profile: str,
        operation: str,
        name: str,
        source: str,
        allowed: bool,
        rule: str,
        reason: str = "",
    ) -> AuditId:
        """Record what was asked and decided, before it is done."""
        if not source:
            digest, size = b"", 0
        elif len(source) <= SHORT_SOURCE:
            digest, size = self._short_digest(source)
        else:
            digest, size = _digest(source)
        constant = self._constant(client, profile, operation, allowed, rule, reason)
        named = self._encode(name[:200]) if name else b'""'
        number = next(self._count)
        self._append(
            b'{"v":%d,"id":"%s-%d","time":%.6f,"event":"decision","session":"%s",%s,"name":%s,'
            b'"source_sha256":"%s","source_bytes":%d}\n'
            % (
                FORMAT,
                self._prefix_bytes,
                number,
                time.time(),
                session.encode("ascii"),
                constant,
                named,
                digest,
                size,
            )
        )
        return AuditId(f"{self._prefix}-{number}")

    def undecided(self) -> AuditId:
        """Return an id for a call that needs no decision: only its verdict bears it."""
        return AuditId(self._next())

    def verdict(
        self,
        *,
        of: AuditId,
        session: str,
        outcome: Outcome,
        seconds: float,
        cpu: float | None = None,
        ending: Ending | None = None,
    ) -> AuditId:
        """Record how an allowed operation ended; ``cpu`` in seconds, where that is known."""
        number = next(self._count)
        more = b"" if cpu is None else b',"cpu":%.6f' % cpu
        if ending is not None:
            # The part of the line that most verdicts do not have.
            ending.detail = ending.detail[:500]
            more += b"," + self._encode(ending)[1:-1]
        line = (
            b'{"v":%d,"id":"%s-%d","time":%.6f,"event":"verdict","policy":"%s","session":"%s",'
            b'"of":"%s","outcome":"%s","seconds":%.6f%s}\n'
            % (
                FORMAT,
                self._prefix_bytes,
                number,
                time.time(),
                self._policy_bytes,
                session.encode("ascii"),
                of.encode("ascii"),
                outcome.encode("ascii"),
                seconds,
                more,
            )
        )
        if outcome == "done":
            self._held.append(line)
        else:
            self._append(line)
        return AuditId(f"{self._prefix}-{number}")

    def server(self, *, outcome: str, detail: str = "") -> AuditId:
        """Record that the server started, stopped, or lost a zygote."""
        return self._write(
            Record(
                FORMAT,
                self._next(),
                time.time(),
                "server",
                self._policy,
                outcome=outcome,
                detail=detail,
            )
        )

    def quota(
        self,
        *,
        client: str,
        peer: str,
        profile: str,
        limit: str,
        rule: str,
        outcome: str,
        count: int,
        detail: str = "",
    ) -> AuditId:
        """Record that a quota refused ``count`` calls or connections of one client."""
        return self._write(
            Record(
                FORMAT,
                self._next(),
                time.time(),
                "quota",
                self._policy,
                client=client,
                profile=profile,
                peer=peer,
                allowed=False,
                rule=rule,
                limit=limit,
                count=count,
                outcome=outcome,
                detail=detail,
            )
        )

    def flush(self) -> None:
        """Write the verdicts that wait for another record.

        A disk that is full is not this caller's trouble: the next decision finds it so.
        """
        if self._held:
            with contextlib.suppress(AuditError):
                self._append(b"")

    def close(self) -> None:
        """Close the file."""
        self.flush()
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _next(self) -> str:
        return f"{self._prefix}-{next(self._count)}"

    def _write(self, record: Record) -> AuditId:
        self._append(self._encode(record) + b"\n")
        return AuditId(record.id)

    def _append(self, line: bytes) -> None:
        held = self._held
        if held:
            # Taken out first: a full disk must not make a pile of them.
            self._held = []
            line = b"".join(held) + line
        if self._descriptor < 0:
            return
        if self._torn:
            line = b"\n" + line
        try:
            written = os.write(self._descriptor, line)
        except OSError as error:
            raise AuditError(f"the audit log cannot be written: {error.strerror}") from None
        # Half a line must not run into the next one.
        self._torn = written != len(line)
        if self._torn:
            raise AuditError("the audit log cannot be written: the disk is full")

    def _encode_constant(self, *values: str | bool) -> bytes:
        """Return the members of a decision that are the same for every such call."""
        return self._encode(_Constant(self._policy, *values))[1:-1]  # type: ignore[arg-type]


def _ascii_json(value: object) -> bytes:
    """Encode in ASCII: control characters beyond it, and what ends or turns a line, are escaped.

    Terminals obey U+009B, and log tools split at U+0085 and U+2028.
    """
    encoded = _json(value).replace(b"\x7f", b"\\u007f")
    if encoded.isascii():
        return encoded
    return b"".join(
        character.encode("ascii")
        if character.isascii()
        else json.dumps(character).strip('"').encode("ascii")
        for character in encoded.decode("utf-8")
    )


_json = msgspec.json.Encoder().encode


def _digest(source: str) -> tuple[bytes, int]:
    """Return the SHA-256 of a source in hexadecimal, and its size in bytes."""
    encoded = source.encode("utf-8", "surrogatepass")
    return sha256(encoded).hexdigest().encode("ascii"), len(encoded)
