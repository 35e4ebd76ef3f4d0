"""From envelope to request: parameters are bound as Python would, whatever the serializer."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest

from guardedflame.broker.objects import (
    hands_out_an_object,
    known_object,
    metadata,
    with_proxy,
)
from guardedflame.broker.peers import identify, ticket_in
from guardedflame.broker.requests import (
    CONSOLE_CALLS,
    FLAME_METHODS,
    NAME_MOST,
    STREAM_CALLS,
    Method,
    Request,
    read_request,
)
from guardedflame.errors import CallRefused, LimitExceeded, ValueRefused
from guardedflame.ipc.messages import Kind
from guardedflame.policy.load import load_policy
from guardedflame.policy.model import Peer, Profile
from guardedflame.serial.codec import codec_for
from guardedflame.serial.envelope import read_call
from guardedflame.serial.ids import GUARDED, JSON, MSGPACK, SERPENT
from guardedflame.serial.registry import Registry

SERIALIZERS = pytest.mark.parametrize(
    "serializer", [SERPENT, JSON, MSGPACK, GUARDED], ids=["serpent", "json", "msgpack", "guarded"]
)

METHODS: list[tuple[str, str, Method]] = [
    *(("Pyro.Flame", name, method) for name, method in FLAME_METHODS.items()),
    *(("Pyro.Flame.console", name, method) for name, method in CONSOLE_CALLS.items()),
    *(("Pyro.Daemon", name, method) for name, method in STREAM_CALLS.items()),
]
EVERY_METHOD = pytest.mark.parametrize(
    ("target", "name", "method"), METHODS, ids=[f"{target}.{name}" for target, name, _ in METHODS]
)

#: What a parameter of each role is given.
SAMPLES: dict[str, object] = {
    "name": "a.name",
    "source": "1 + 1",
    "value": "content",
    "args": [1, [2, 3]],
    "kwargs": {"key": "word"},
}


def ask(
    serializer: int,
    target: str,
    method: str,
    args: Sequence[object] = (),
    kwargs: dict[str, object] | None = None,
    *,
    source_most: int = 1000,
) -> Request:
    """Encode a call as a client would and read it as the broker does."""
    payload = codec_for(serializer, Registry()).dumps_call(target, method, args, kwargs or {})
    envelope = read_call(serializer, payload)
    return read_request(envelope, seq=7, serializer=serializer, source_most=source_most)


def assert_bound(request: Request, method: Method, serializer: int, given: int) -> None:
    """The first `given` parameters have arrived, each in its place."""
    codec = codec_for(serializer, Registry())
    roles = [role for _, role in method.parameters[:given]]
    assert request.operation == method.operation
    assert request.call.kind == method.kind
    assert (request.call.seq, request.call.serializer) == (7, serializer)
    assert request.name == request.call.name == ("a.name" if "name" in roles else "")
    assert request.source == request.call.text == ("1 + 1" if "source" in roles else "")
    values = [codec.loads(raw) for raw in request.call.args]
    if "args" in roles:
        assert values == [1, [2, 3]]
    else:
        assert values == (["content"] if "value" in roles else [])
    named = {key: codec.loads(raw) for key, raw in request.call.kwargs.items()}
    assert named == ({"key": "word"} if "kwargs" in roles else {})
    assert (request.call.uri, request.call.ticket) == ("", "")


@SERIALIZERS
@EVERY_METHOD
def test_every_way_to_give_the_parameters(
    serializer: int, target: str, name: str, method: Method
) -> None:
    """Positional, by keyword, mixed, with and without those that may be left out."""
    parameters = method.parameters
    for given in range(method.needs, len(parameters) + 1):
        for positional in range(given + 1):
            args = [SAMPLES[role] for _, role in parameters[:positional]]
            kwargs = {key: SAMPLES[role] for key, role in parameters[positional:given]}
            request = ask(serializer, target, name, args, kwargs)
            assert_bound(request, method, serializer, given)


@SERIALIZERS
@EVERY_METHOD
def test_every_wrong_way_is_refused(
    serializer: int, target: str, name: str, method: Method
) -> None:
    """Missing, too many, unknown, given twice."""
    parameters = method.parameters
    samples = [SAMPLES[role] for _, role in parameters]
    for missing in range(method.needs):
        with pytest.raises(ValueRefused, match=f"needs its argument {parameters[missing][0]}"):
            ask(serializer, target, name, samples[:missing])
    with pytest.raises(ValueRefused, match=f"takes {len(parameters)} arguments"):
        ask(serializer, target, name, [*samples, "one more"])
    with pytest.raises(ValueRefused, match="no parameter 'unknown'"):
        ask(serializer, target, name, samples, {"unknown": 1})
    for key, role in parameters:
        with pytest.raises(ValueRefused, match=f"{key} twice"):
            ask(serializer, target, name, samples, {key: SAMPLES[role]})


@SERIALIZERS
@EVERY_METHOD
def test_values_of_another_kind_are_refused(
    serializer: int, target: str, name: str, method: Method
) -> None:
    """A number where a text belongs, a text where a list or a dict belongs."""
    for index, (_, role) in enumerate(method.parameters):
        samples = [SAMPLES[each] for _, each in method.parameters[: index + 1]]
        for wrong in {"value": (), "args": ("text", 5, {}), "kwargs": ("text", [], {1: 2})}.get(
            role, (5, None, ["a"], {})
        ):
            if wrong == {1: 2} and serializer == JSON:
                continue  # JSON has only texts for keys
            samples[index] = wrong
            with pytest.raises(ValueRefused):
                ask(serializer, target, name, samples)


@SERIALIZERS
def test_a_source_over_the_limit_is_named_so(serializer: int) -> None:
    """Bytes of UTF-8 count, not characters or what the encoding made of it."""
    assert ask(serializer, "Pyro.Flame", "evaluate", ["x" * 100], source_most=100).source
    assert ask(serializer, "Pyro.Flame", "evaluate", ["é" * 50], source_most=100).source
    for text in ("x" * 101, "é" * 51, "\U0001f525" * 26):
        with pytest.raises(LimitExceeded) as caught:
            ask(serializer, "Pyro.Flame", "evaluate", [text], source_most=100)
        assert caught.value.limit == "source"
        assert caught.value.state_survived


@SERIALIZERS
def test_a_name_over_the_limit_is_refused(serializer: int) -> None:
    """In each place where a name can stand."""
    long = "n" * (NAME_MOST + 1)
    assert ask(serializer, "Pyro.Flame", "module", [long[1:]]).name == long[1:]
    for target, method, args in (
        ("Pyro.Flame", "module", [long]),
        ("Pyro.Flame.module.math", "__getattr__", [long]),
        ("Pyro.Daemon", "get_next_stream_item", [long]),
    ):
        with pytest.raises(ValueRefused):
            ask(serializer, target, method, args)


@SERIALIZERS
def test_calls_on_modules_and_builtins(serializer: int) -> None:
    """Their own objects: the name is the object's, the values stay opaque."""
    codec = codec_for(serializer, Registry())
    called = ask(serializer, "Pyro.Flame.module.os.path", "join", ["a", "b"], {"k": 1})
    assert (called.operation, called.name, called.source) == ("module", "os.path.join", "")
    assert called.call.kind == Kind.MODULE_CALL
    assert [codec.loads(raw) for raw in called.call.args] == ["a", "b"]
    assert {key: codec.loads(raw) for key, raw in called.call.kwargs.items()} == {"k": 1}
    got = ask(serializer, "Pyro.Flame.module.math", "__getattr__", ["pi"])
    assert (got.operation, got.name, got.call.kind) == ("module", "math.pi", Kind.MODULE_GET)
    built = ask(serializer, "Pyro.Flame.builtin.max", "__call__", [1, 2])
    assert (built.operation, built.name, built.call.kind) == ("builtin", "max", Kind.BUILTIN_CALL)


@SERIALIZERS
@pytest.mark.parametrize(
    ("target", "method"),
    [
        ("Pyro.Flame", "__class__"),
        ("Pyro.Flame", "push_and_get_output"),
        ("Pyro.Flame", "_evaluate"),
        ("Pyro.Flame.builtin.max", "max"),
        ("Pyro.Flame.console", "evaluate"),
        ("Pyro.Flame.console.x", "terminate"),
        ("Pyro.Flame.modul", "sqrt"),
        ("Pyro.Daemon", "shutdown"),
        ("Pyro.Daemon", "registered"),
        ("Pyro.NameServer", "list"),
    ],
)
def test_unknown_objects_and_methods_are_refused(serializer: int, target: str, method: str) -> None:
    """A closed set of both."""
    with pytest.raises(CallRefused):
        ask(serializer, target, method, [])


# --- objects -------------------------------------------------------------------------------------

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0"]
profiles:
  some: {isolation: process, operations: [evaluate, module]}
  none: {isolation: process, operations: []}
clients:
  anyone: {profile: some}
"""


@pytest.fixture
def profiles(tmp_path: Path) -> dict[str, Profile]:
    """One profile with two operations, one with none."""
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY)
    path.chmod(0o600)
    return dict(load_policy(path).profiles)


def test_metadata_lists_what_the_profile_allows(profiles: dict[str, Profile]) -> None:
    """Nothing of the server's: no registered(), no info()."""
    flame = metadata(profiles["some"], "Pyro.Flame")
    assert set(flame["methods"]) == {"evaluate", "module", "invokeModule", "output", "interrupt"}
    assert set(metadata(profiles["none"], "Pyro.Flame")["methods"]) == {"output", "interrupt"}
    daemon = metadata(profiles["some"], "Pyro.Daemon")
    assert not {"registered", "info"} & set(daemon["methods"])
    assert daemon["oneway"] == ["close_stream"]
    assert "terminate" in metadata(profiles["some"], "Pyro.Flame.console")["methods"]
    assert metadata(profiles["some"], "Pyro.Flame.builtin.len")["methods"] == ["__call__"]
    assert metadata(profiles["some"], "Pyro.NameServer")["methods"] == []


def test_known_objects_are_a_closed_set() -> None:
    """By whole name or by prefix with its dot."""
    for known in ("Pyro.Flame", "Pyro.Daemon", "Pyro.Flame.console", "Pyro.Flame.module.math"):
        assert known_object(known)
    for unknown in ("", "Pyro", "pyro.flame", "Pyro.Flame.", "Pyro.Flame.modulemath", "obj_1"):
        assert not known_object(unknown)


@pytest.mark.parametrize(
    ("method", "args", "target"),
    [
        ("module", ["os.path"], "Pyro.Flame.module.os.path"),
        ("builtin", ["len"], "Pyro.Flame.builtin.len"),
        ("console", [], "Pyro.Flame.console"),
    ],
)
def test_a_request_for_an_object_carries_its_uri_and_ticket(
    method: str, args: list[object], target: str
) -> None:
    """And nothing else of it changes."""
    request = ask(SERPENT, "Pyro.Flame", method, args)
    assert hands_out_an_object(request.call.kind)
    proxied = with_proxy(request, "localhost:9999", "ticket:abc")
    assert proxied.call.uri == f"PYRO:{target}@localhost:9999"
    assert proxied.call.ticket == "ticket:abc"
    assert (proxied.name, proxied.call.name) == (request.name, request.call.name)
    assert not hands_out_an_object(Kind.EVALUATE)


# --- peers ---------------------------------------------------------------------------------------


@SERIALIZERS
def test_only_a_text_with_the_prefix_is_a_ticket(serializer: int) -> None:
    """Any other greeting is just that."""
    codec = codec_for(serializer, Registry())
    assert ticket_in(serializer, codec.dumps("ticket:abc")) == "abc"
    for other in ("hello", "", "TICKET:abc", " ticket:abc", None, 5, ["ticket:abc"], "t" * 5000):
        assert ticket_in(serializer, codec.dumps(other)) == ""
    assert ticket_in(serializer, b"") == ""
    assert ticket_in(serializer, b"\xff\xff\xff") == ""
    assert ticket_in(2, b"garbage") == ""


async def _identified(family: socket.AddressFamily, path: Path) -> tuple[Peer, str, str]:
    """Connect to a listener of `family`; return what the kernel says, and where it listens."""
    loop = asyncio.get_running_loop()
    found: asyncio.Future[tuple[Peer, str]] = loop.create_future()

    class Door(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            found.set_result(identify(transport))
            transport.close()

    with socket.socket(family) as listener, socket.socket(family) as caller:
        if family == socket.AF_UNIX:
            listener.bind(str(path))
        else:
            listener.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
        where = listener.getsockname()
        server = (
            await loop.create_unix_server(Door, sock=listener)
            if family == socket.AF_UNIX
            else await loop.create_server(Door, sock=listener)
        )
        caller.setblocking(False)
        await loop.sock_connect(caller, where)
        peer, here = await asyncio.wait_for(found, 20)
        server.close()
        await server.wait_closed()
    return peer, here, where if isinstance(where, str) else str(where[1])


def test_a_unix_peer_is_who_the_kernel_says(tmp_path: Path) -> None:
    """The uid of SO_PEERCRED."""
    peer, here, path = asyncio.run(_identified(socket.AF_UNIX, tmp_path / "s"))
    assert peer == Peer(address=f"unix:{os.getuid()}", unix_uid=os.getuid())
    assert here == f"./u:{path}"


def test_a_tcp_peer_is_an_address_and_no_uid(tmp_path: Path) -> None:
    """Without its port, so that its next connection is the same peer."""
    peer, here, port = asyncio.run(_identified(socket.AF_INET, tmp_path))
    assert peer == Peer(address="127.0.0.1")
    assert peer.unix_uid is None
    assert here == f"127.0.0.1:{port}"
