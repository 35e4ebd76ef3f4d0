"""The objects a client can name, and what a stock Pyro5 proxy is told of them.

Invariant: an object id is looked up in this closed set; metadata lists what the profile allows
and nothing of the server (no ``registered``, no ``info``).
"""

from __future__ import annotations

from guardedflame.broker.requests import DAEMON_OBJECT, FLAME_METHODS, FLAME_OBJECT, Request
from guardedflame.ipc.messages import (
    BUILTIN_METHODS,
    BUILTIN_OBJECT,
    CONSOLE_METHODS,
    CONSOLE_OBJECT,
    MODULE_OBJECT,
    Call,
    Kind,
)
from guardedflame.policy.model import Profile


def known_object(name: str) -> bool:
    """Return whether ``name`` can be an object of a session."""
    return name in {FLAME_OBJECT, DAEMON_OBJECT, CONSOLE_OBJECT} or name.startswith(
        (MODULE_OBJECT, BUILTIN_OBJECT)
    )


def metadata(profile: Profile, target: str) -> dict[str, list[str]]:
    """Return Pyro's metadata of an object that needs no worker to describe it."""
    methods: list[str] = []
    if target == FLAME_OBJECT:
        allowed = profile.operations
        methods = [name for name, method in FLAME_METHODS.items() if method.operation in allowed]
        methods += ["output", "interrupt"]
    elif target == DAEMON_OBJECT:
        methods = ["get_metadata", "ping", "get_next_stream_item", "close_stream"]
    elif target == CONSOLE_OBJECT:
        methods = list(CONSOLE_METHODS)
    elif target.startswith(BUILTIN_OBJECT):
        methods = list(BUILTIN_METHODS)
    oneway = ["close_stream"] if target == DAEMON_OBJECT else []
    return {"methods": methods, "oneway": oneway, "attrs": []}


def hands_out_an_object(kind: str) -> bool:
    """Return whether a call of ``kind`` answers a stock client with a proxy."""
    return kind in {Kind.MODULE_OPEN, Kind.BUILTIN_OPEN, Kind.CONSOLE_OPEN}


def with_proxy(request: Request, location: str, handshake: str) -> Request:
    """Return ``request`` asking for a proxy that joins the session with ``handshake``.

    Args:
        request: one that hands out an object.
        location: where this server is, as the client reached it.
        handshake: the session's ticket.
    """
    call = request.call
    target = {
        Kind.MODULE_OPEN: MODULE_OBJECT + call.name,
        Kind.BUILTIN_OPEN: BUILTIN_OBJECT + call.name,
    }.get(Kind(call.kind), CONSOLE_OBJECT)
    return request._replace(
        call=Call(
            call.seq,
            call.serializer,
            call.kind,
            call.name,
            call.text,
            call.args,
            call.kwargs,
            f"PYRO:{target}@{location}",
            handshake,
        )
    )
