"""The audit log: one JSON line per connection, decision and verdict, written before the effect.

Invariant: a record is in the kernel's hands before what it records happens; when it cannot be
written, the effect does not happen (`AuditError` is a refusal). Text of clients is data: JSON
escapes it, and the source itself is never stored, only its SHA-256.
"""

from __future__ import annotations

import itertools
import os
import secrets
import time
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import msgspec

from guardedflame.errors import GuardedFlameError, ListenError
from guardedflame.ids import AuditId

#: Version of the record format, in every record as ``v``.
FORMAT: Final = 1


class AuditError(GuardedFlameError):
    """The audit log cannot be written, so nothing that needs a record is done."""


class Record(msgspec.Struct, omit_defaults=True, gc=False):
    """One line. Times are Unix seconds; sizes bytes; absent means empty."""

    v: int
    id: str
    time: float
    event: Literal["server", "connection", "decision", "verdict"]
    policy: str
    """First 16 hexadecimal digits of the SHA-256 of the policy's text."""
    session: str = ""
    client: str = ""
    profile: str = ""
    peer: str = ""
    operation: str = ""
    name: str = ""
    source_sha256: str = ""
    source_bytes: int = 0
    allowed: bool | None = None
    rule: str = ""
    reason: str = ""
    outcome: str = ""
    """Of a verdict: done, failed, refused, limit, crashed, exited, gone."""
    limit: str = ""
    used: str = ""
    of: str = ""
    """Of a verdict: the id of the decision it closes."""
    seconds: float = 0.0
    state_survived: bool | None = None
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
        self._encode = msgspec.json.Encoder().encode
        self._prefix = secrets.token_hex(4)
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
        digest, size = "", 0
        if source:
            encoded = source.encode("utf-8", "surrogatepass")
            digest, size = sha256(encoded).hexdigest(), len(encoded)
        return self._write(
            Record(
                FORMAT,
                self._next(),
                time.time(),
                "decision",
                self._policy,
                session,
                client,
                profile,
                "",
                operation,
                name[:200],
                digest,
                size,
                allowed,
                rule,
                reason,
            )
        )

    def verdict(
        self,
        *,
        of: AuditId,
        session: str,
        outcome: str,
        seconds: float,
        limit: str = "",
        used: str = "",
        state_survived: bool | None = None,
        detail: str = "",
    ) -> AuditId:
        """Record how an allowed operation ended, before the client is told."""
        return self._write(
            Record(
                FORMAT,
                self._next(),
                time.time(),
                "verdict",
                self._policy,
                session,
                outcome=outcome,
                limit=limit,
                used=used,
                of=of,
                seconds=round(seconds, 6),
                state_survived=state_survived,
                detail=detail[:500],
            )
        )

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

    def close(self) -> None:
        """Close the file."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _next(self) -> str:
        return f"{self._prefix}-{next(self._count)}"

    def _write(self, record: Record) -> AuditId:
        if self._descriptor >= 0:
            line = self._encode(record) + b"\n"
            try:
                written = os.write(self._descriptor, line)
            except OSError as error:
                raise AuditError(f"the audit log cannot be written: {error.strerror}") from None
            if written != len(line):
                raise AuditError("the audit log cannot be written: the disk is full")
        return AuditId(record.id)
