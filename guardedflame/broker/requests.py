"""From an envelope to one decided-upon request: which operation, on what, with which opaque values.

Invariant: nothing here builds a client's value. Names and source are read as strings of bounded
size because the decision and the record need them; everything else stays encoded.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from guardedflame.amounts import about_size, show_size
from guardedflame.errors import CallRefused, LimitExceeded, ValueRefused
from guardedflame.ipc.messages import BUILTIN_OBJECT, CONSOLE_OBJECT, MODULE_OBJECT, Call, Kind
from guardedflame.serial.envelope import ESCAPED, Envelope, read_text, split_mapping, split_values

FLAME_OBJECT: Final = "Pyro.Flame"
DAEMON_OBJECT: Final = "Pyro.Daemon"

#: Bytes of a module, builtin, file or stream name. Python's own identifiers rarely pass 80.
NAME_MOST: Final = 512

Role = Literal["name", "source", "value", "args", "kwargs"]


class Method(NamedTuple):
    """One remote method: the policy word that covers it and what its parameters are."""

    operation: str
    kind: Kind
    parameters: tuple[tuple[str, Role], ...]
    needs: int
    """How many of the parameters must be given."""


#: Flame's eleven methods with Pyro4's parameter names.
FLAME_METHODS: Final[dict[str, Method]] = {
    "evaluate": Method("evaluate", Kind.EVALUATE, (("expression", "source"),), 1),
    "execute": Method("execute", Kind.EXECUTE, (("code", "source"), ("filename", "name")), 1),
    "module": Method("module", Kind.MODULE_OPEN, (("name", "name"),), 1),
    "builtin": Method("builtin", Kind.BUILTIN_OPEN, (("name", "name"),), 1),
    "invokeModule": Method(
        "module",
        Kind.MODULE_CALL,
        (("dottedname", "name"), ("args", "args"), ("kwargs", "kwargs")),
        1,
    ),
    "invokeBuiltin": Method(
        "builtin",
        Kind.BUILTIN_CALL,
        (("builtin", "name"), ("args", "args"), ("kwargs", "kwargs")),
        1,
    ),
    "sendmodule": Method(
        "sendmodule", Kind.SENDMODULE, (("modulename", "name"), ("modulesource", "source")), 2
    ),
    "getmodule": Method("getmodule", Kind.GETMODULE, (("modulename", "name"),), 1),
    "sendfile": Method("sendfile", Kind.SENDFILE, (("filename", "name"), ("filedata", "value")), 2),
    "getfile": Method("getfile", Kind.GETFILE, (("filename", "name"),), 1),
    "console": Method("console", Kind.CONSOLE_OPEN, (), 0),
}

#: Methods of the console object; Pyro4's names.
CONSOLE_CALLS: Final[dict[str, Method]] = {
    "push_and_get_output": Method("console", Kind.CONSOLE_PUSH, (("line", "source"),), 1),
    "get_banner": Method("console", Kind.CONSOLE_BANNER, (), 0),
    "terminate": Method("console", Kind.CONSOLE_CLOSE, (), 0),
}

#: Methods of Pyro.Daemon that reach the session's worker. They need no rule of their own: a
#: stream exists only because an allowed operation made it.
STREAM_CALLS: Final[dict[str, Method]] = {
    "get_next_stream_item": Method("", Kind.STREAM_NEXT, (("streamId", "name"),), 1),
    "close_stream": Method("", Kind.STREAM_CLOSE, (("streamId", "name"),), 1),
}


class Request(NamedTuple):
    """What is asked, ready for the decision: the policy's words and the worker's call."""

    operation: str
    name: str
    source: str
    call: Call


def read_request(envelope: Envelope, *, seq: int, serializer: int, source_most: int) -> Request:
    """Return the request in ``envelope``.

    Args:
        envelope: names read, values opaque.
        seq: number of the call between broker and worker.
        serializer: id in which the values are encoded.
        source_most: bytes of source text the profile allows.

    Raises:
        CallRefused: an unknown object or method.
        ValueRefused: parameters that the method does not have, or of the wrong kind.
    """
    target, method_name = envelope.object, envelope.method
    if target == FLAME_OBJECT:
        method = FLAME_METHODS.get(method_name)
        if method is not None:
            return _bind(method, envelope, seq=seq, serializer=serializer, source_most=source_most)
    elif target.startswith(MODULE_OBJECT):
        return _module_request(envelope, seq, serializer)
    elif target.startswith(BUILTIN_OBJECT):
        if method_name == "__call__":
            name = target[len(BUILTIN_OBJECT) :]
            return _plain(
                "builtin", Kind.BUILTIN_CALL, name, envelope, seq=seq, serializer=serializer
            )
    elif target == CONSOLE_OBJECT:
        method = CONSOLE_CALLS.get(method_name)
        if method is not None:
            return _bind(method, envelope, seq=seq, serializer=serializer, source_most=source_most)
    elif target == DAEMON_OBJECT:
        method = STREAM_CALLS.get(method_name)
        if method is not None:
            return _bind(method, envelope, seq=seq, serializer=serializer, source_most=source_most)
    else:
        raise CallRefused(
            "unknown object",
            hint=f"this server has {FLAME_OBJECT} and what it hands out",
            rule="wire: objects",
        )
    raise CallRefused(
        f"{target} has no method {method_name[:80]!r}",
        hint="Flame's methods are " + ", ".join(sorted(FLAME_METHODS)),
        rule="wire: objects",
    )


def _module_request(envelope: Envelope, seq: int, serializer: int) -> Request:
    module = envelope.object[len(MODULE_OBJECT) :]
    if envelope.method == "__getattr__" and len(envelope.args) == 1:
        attribute = read_text(serializer, envelope.args[0], NAME_MOST)
        dotted = f"{module}.{attribute}"
        call = Call(seq, serializer, Kind.MODULE_GET, dotted)
        return Request("module", dotted, "", call)
    dotted = f"{module}.{envelope.method}"
    return _plain("module", Kind.MODULE_CALL, dotted, envelope, seq=seq, serializer=serializer)


def _plain(
    operation: str, kind: Kind, name: str, envelope: Envelope, *, seq: int, serializer: int
) -> Request:
    if len(name) > NAME_MOST:
        raise ValueRefused(f"a name of {len(name)} characters", hint="that is no Python name")
    call = Call(seq, serializer, kind, name, "", envelope.args, envelope.kwargs)
    return Request(operation, name, "", call)


def _bind(
    method: Method,
    envelope: Envelope,
    *,
    seq: int,
    serializer: int,
    source_most: int,
) -> Request:
    name = source = ""
    args: list[bytes] = []
    kwargs: dict[str, bytes] = {}
    for role, raw in _given(method, envelope):
        if role == "source":
            source = _read_source(serializer, raw, source_most)
        elif role == "name":
            name = read_text(serializer, raw, NAME_MOST)
        elif role == "value":
            args = [raw]
        elif role == "args":
            args = split_values(serializer, raw)
        else:
            kwargs = split_mapping(serializer, raw)
    call = Call(seq, serializer, method.kind, name, source, args, kwargs)
    return Request(method.operation, name, source, call)


def _given(method: Method, envelope: Envelope) -> list[tuple[Role, bytes]]:
    """Match what was given to the method's parameters, as Python would."""
    given, named = envelope.args, envelope.kwargs
    parameters = method.parameters
    if not named and method.needs <= len(given) <= len(parameters):
        return [(role, raw) for (_, role), raw in zip(parameters, given, strict=False)]
    if len(given) > len(parameters):
        raise ValueRefused(
            f"{envelope.method} takes {len(parameters)} arguments, {len(given)} were given"
        )
    left = dict(named)
    matched: list[tuple[Role, bytes]] = []
    for index, (parameter, role) in enumerate(parameters):
        if index < len(given):
            if parameter in left:
                raise ValueRefused(f"{envelope.method} was given {parameter} twice")
            matched.append((role, given[index]))
        elif parameter in left:
            matched.append((role, left.pop(parameter)))
        elif index < method.needs:
            raise ValueRefused(f"{envelope.method} needs its argument {parameter}")
    if left:
        raise ValueRefused(f"{envelope.method} has no parameter {next(iter(left))[:80]!r}")
    return matched


def _read_source(serializer: int, raw: bytes, most: int) -> str:
    if len(raw) > ESCAPED * most + 64:
        # Not even all escapes: it need not be read to be too long.
        raise _too_long(len(raw) // ESCAPED, most)
    text = read_text(serializer, raw, len(raw))
    # Every encoding is at least as long as the text, so most sources need no second look.
    if len(raw) > most and (size := len(text.encode("utf-8", "surrogatepass"))) > most:
        raise _too_long(size, most)
    return text


def _too_long(size: int, most: int) -> LimitExceeded:
    return LimitExceeded(
        f"the source is {about_size(size)} or more, and {show_size(most)} is allowed",
        limit="source",
        allowed=show_size(most),
        used=about_size(size),
        state_survived=True,
        hint="send it in parts: sendmodule for the library, execute for the rest",
    )
