"""W14: a stock server builds Proxy, URI and Daemon from a client's dict (it then dials out)."""

from __future__ import annotations

import Pyro5.api
import Pyro5.core
import Pyro5.serializers
import pytest

from guardedflame.errors import ValueRefused
from guardedflame.serial.codec import codec_for
from guardedflame.serial.guarded import GuardedCodec
from guardedflame.serial.registry import Registry

STOCK = {1: "serpent", 3: "json", 4: "msgpack"}
NAMES = [
    "Pyro5.client.Proxy",
    "Pyro5.core.URI",
    "Pyro5.server.Daemon",
    "Pyro5.util.MarshalSerializer",
    "Pyro5.errors.SecurityError",
    "Pyro5.core._ExceptionWrapper",
    "builtins.SystemExit",
    "os.system",
    "collections.OrderedDict",
    "<unknown>",
    "",
    "a.__class__",
    "struct.error",
    "complex",
    "float",
]


def proxy_state() -> tuple[object, ...]:
    """Return what a client would put into a Proxy that dials somewhere."""
    return ("PYRO:x@169.254.169.254:80", (), ("a",), (), "hello", "serpent")


@pytest.mark.parametrize("serializer", sorted(STOCK))
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("nest", [False, True])
def test_named_classes_are_refused(serializer: int, name: str, nest: bool) -> None:
    """Each name that nobody registered, at the top or deep inside."""
    bad: object = {"__class__": name, "state": proxy_state(), "__exception__": True, "args": [1]}
    value = [1, {"a": [bad]}] if nest else bad
    data = Pyro5.serializers.serializers[STOCK[serializer]].dumps(value)
    with pytest.raises(ValueRefused):
        codec_for(serializer, Registry()).loads(data)


@pytest.mark.parametrize("serializer", sorted(STOCK))
def test_a_real_proxy_and_uri_are_refused(serializer: int) -> None:
    """As the stock client itself serializes them."""
    real = Pyro5.serializers.serializers[STOCK[serializer]]
    for value in (Pyro5.api.Proxy("PYRO:x@localhost:1"), Pyro5.core.URI("PYRO:x@localhost:1")):
        with pytest.raises(ValueRefused, match="may not be built"):
            codec_for(serializer, Registry()).loads(real.dumps([value]))


@pytest.mark.parametrize("serializer", sorted(STOCK))
@pytest.mark.parametrize("name", [None, 1, b"os.system", ["x"], {"y": 1}])
def test_class_names_of_other_types_are_refused(serializer: int, name: object) -> None:
    """A class name that is no text."""
    if serializer == 3 and isinstance(name, bytes):
        name = 2
    data = Pyro5.serializers.serializers[STOCK[serializer]].dumps([{"__class__": name, "state": 1}])
    with pytest.raises(ValueRefused):
        codec_for(serializer, Registry()).loads(data)


@pytest.mark.parametrize("serializer", sorted(STOCK))
def test_results_cannot_spoof_a_class_at_a_stock_client(serializer: int) -> None:
    """A program's dict that would become a Proxy on the client's side does not leave."""
    with pytest.raises(ValueRefused, match="__class__"):
        codec_for(serializer, Registry()).dumps([{"__class__": "Pyro5.client.Proxy", "state": ()}])


def test_guarded_codec_gives_class_dicts_no_meaning() -> None:
    """In our own codec such a dict is a dict."""
    codec = GuardedCodec(Registry())
    value = {"__class__": "Pyro5.client.Proxy", "state": ()}
    assert codec.loads(codec.dumps(value)) == value


def test_registering_what_pyro_acts_on_is_refused() -> None:
    """The registry takes no name that a stock peer gives a meaning, and no name twice."""
    registry = Registry()
    for name in ("Pyro5.client.Proxy", "builtins.int", "a__b", "", "a b", "float"):
        with pytest.raises(ValueError, match="name"):
            registry.register(name, dict, to_state=list, from_state=lambda _: {})
    registry.register("a.B", dict, to_state=list, from_state=lambda _: {})
    with pytest.raises(ValueError, match="already"):
        registry.register("a.B", set, to_state=list, from_state=lambda _: set())
    with pytest.raises(ValueError, match="already"):
        registry.register("a.C", dict, to_state=list, from_state=lambda _: {})


def test_a_state_its_class_does_not_accept_is_a_refusal() -> None:
    """What from_state raises never gets out as itself."""
    for serializer in (1, 3, 4, 103):
        registry = Registry()
        registry.register("a.F", frozenset, to_state=list, from_state=lambda _: 1 / 0)  # type: ignore[arg-type,return-value]
        codec = codec_for(serializer, registry)
        data = (
            Pyro5.serializers.serializers[STOCK[serializer]].dumps({"__class__": "a.F", "state": 1})
            if serializer in STOCK
            else b"\xc7\x06\x08\x92\xa3a.F\x01"
        )
        with pytest.raises(ValueRefused):
            codec.loads(data)
