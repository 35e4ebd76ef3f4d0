"""Names that travel between packages, made unmistakable. Pure; no state but the system's random.

Invariant: an id is printable ASCII without spaces, safe in a log line and in a JSON string.
"""

from __future__ import annotations

import secrets
from typing import NewType

SessionId = NewType("SessionId", str)
AuditId = NewType("AuditId", str)
Ticket = NewType("Ticket", str)


def new_session_id() -> SessionId:
    """Return a fresh session id: 16 hexadecimal digits, unique for the server's life."""
    return SessionId(secrets.token_hex(8))


def new_ticket() -> Ticket:
    """Return an unguessable ticket of 256 random bits, as URL-safe text."""
    return Ticket(secrets.token_urlsafe(32))
