"""Who is at the other end: from the kernel and the handshake, never from the peer's own claim.

Invariant: a uid comes from SO_PEERCRED; a ticket is only text here, what it opens is looked up.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import struct
from typing import Final

from guardedflame.errors import ConnectionDeniedError, GuardedFlameError, ValueRefused
from guardedflame.policy.less import ASKED_MOST
from guardedflame.policy.model import Peer
from guardedflame.serial.envelope import read_text, split_mapping

#: What a ticket in a handshake starts with.
TICKET_PREFIX: Final = "ticket:"

_CREDENTIALS: Final = struct.Struct("3i")


def ticket_in(serializer: int, data: bytes) -> str:
    """Return the ticket in handshake data, or nothing: any other value is just a greeting."""
    try:
        text = read_text(serializer, data, 256)
    except GuardedFlameError:
        return ""
    return text[len(TICKET_PREFIX) :] if text.startswith(TICKET_PREFIX) else ""


def limits_in(serializer: int, data: bytes) -> dict[str, str]:
    """Return the limits that handshake data asks for, word to amount; nothing in most.

    Raises:
        ConnectionDeniedError: it has a ``limits`` that is no mapping of words to texts.
    """
    try:
        raw = split_mapping(serializer, data).get("limits")
    except GuardedFlameError:
        return {}  # any other value is just a greeting
    if raw is None:
        return {}
    try:
        found = split_mapping(serializer, raw)
        if len(found) > ASKED_MOST:
            raise ValueRefused("more limits than there are")
        return {name: read_text(serializer, each, 64) for name, each in found.items()}
    except GuardedFlameError:
        raise ConnectionDeniedError(
            "the limits in the handshake are no mapping of words to texts",
            rule="wire: handshake",
            hint='send {"limits": {"cpu": "1s"}}',
        ) from None


def counted(address: str) -> str:
    """Return the address that limits count: whoever has one address of a /64 has them all."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address  # unix:UID
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return f"{ipaddress.IPv6Address(int(found) >> 64 << 64)}/64"


def identify(transport: asyncio.Transport) -> tuple[Peer, str]:
    """Return who is calling, as the kernel tells, and where we are for a proxy's URI."""
    link = transport.get_extra_info("socket")
    if link.family == socket.AF_UNIX:
        raw = link.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
        _, uid, _ = _CREDENTIALS.unpack(raw)
        here = transport.get_extra_info("sockname")
        return Peer(address=f"unix:{uid}", unix_uid=uid), f"./u:{here}"
    address = transport.get_extra_info("peername")
    here = transport.get_extra_info("sockname")
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    host = f"[{here[0]}]" if ":" in here[0] else here[0]
    return Peer(address=address[0] if address else ""), f"{host}:{here[1]}"
