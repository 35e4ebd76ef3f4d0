"""Exceptions cross as data and come back as something a caller can catch."""

from __future__ import annotations

from collections.abc import Callable

import Pyro5.errors
import Pyro5.serializers
import pytest

from guardedflame import errors
from guardedflame.serial.codec import Codec
from guardedflame.serial.failures import (
    Failure,
    encode_batch_failure,
    encode_failure,
    failure_of,
    rebuild_failure,
)

STOCK = {1: "serpent", 3: "json", 4: "msgpack"}


class Own(Exception):
    """A class that the other side does not have."""


def refusal() -> errors.CodeRefused:
    """Return a refusal with everything on it."""
    made = errors.CodeRefused("no", rule="a.yaml:3 x", hint="ask", audit_id="f00")
    made.lineno, made.offset, made.text = 3, 5, "import os"
    return made


CASES: list[tuple[BaseException, type[Exception], str]] = [
    (refusal(), Pyro5.errors.SecurityError, "rule hint audit_id lineno offset text"),
    (errors.GuardRefused("g", rule="r"), Pyro5.errors.SecurityError, "rule"),
    (errors.LimitExceeded("t", limit="wall", used="3 s"), TimeoutError, "limit used"),
    (
        errors.LimitExceeded("t", limit="cpu", state_survived=True),
        TimeoutError,
        "state_survived",
    ),
    (errors.LimitExceeded("t", limit="memory"), MemoryError, "limit"),
    (errors.LimitExceeded("t", limit="output"), Pyro5.errors.DaemonError, "limit"),
    (errors.WorkerCrashed("t", cause="signal 9"), Pyro5.errors.DaemonError, "cause state_survived"),
    (errors.PoolExhausted("t", retry_after=2.5), Pyro5.errors.DaemonError, "retry_after"),
    (ZeroDivisionError("division by zero"), ZeroDivisionError, ""),
    (KeyError("k"), KeyError, ""),
    (OSError(2, "no"), FileNotFoundError, ""),
]


@pytest.mark.parametrize("serializer", sorted(STOCK))
@pytest.mark.parametrize(("exc", "expected", "names"), CASES, ids=lambda each: repr(each)[:30])
def test_stock_client_rebuilds(
    exc: BaseException,
    expected: type[Exception],
    names: str,
    serializer: int,
    codec: Callable[[int], Codec],
) -> None:
    """As the nearest class it knows, details as attributes, traceback included."""
    data = encode_failure(codec(serializer), failure_of(exc, ["line 1\n"]))
    made = Pyro5.serializers.serializers[STOCK[serializer]].loads(data)
    assert type(made) is expected
    assert vars(made)["_pyroTraceback"] == ["line 1\n"]
    for name in names.split():
        assert getattr(made, name) == getattr(exc, name)


@pytest.mark.parametrize(("exc", "expected", "names"), CASES, ids=lambda each: repr(each)[:30])
def test_our_client_rebuilds_the_same(
    exc: BaseException, expected: object, names: str, codec: Callable[[int], Codec]
) -> None:
    """The very class, with attributes, text and the remote traceback as a note."""
    guarded = codec(103)
    made = rebuild_failure(guarded.loads(encode_failure(guarded, failure_of(exc, ["line 1\n"]))))
    assert type(made) is type(exc)
    assert str(made) == str(exc)
    assert made.__notes__ == ["Remote traceback:\nline 1"]
    for name in names.split():
        assert getattr(made, name) == getattr(exc, name)


def test_unknown_class_becomes_remote_error(codec: Callable[[int], Codec]) -> None:
    """Its name and text are kept."""
    guarded = codec(103)
    made = rebuild_failure(guarded.loads(encode_failure(guarded, failure_of(Own("x"), ["l"]))))
    assert isinstance(made, errors.RemoteError)
    assert made.type_name.endswith(".Own")
    assert str(made).endswith(".Own: x")
    assert made.remote_traceback == ("l",)
    stock = Pyro5.serializers.serializers["msgpack"].loads(
        encode_failure(codec(4), failure_of(Own("x"), []))
    )
    assert type(stock) is RuntimeError
    assert str(stock).endswith(".Own: x")


@pytest.mark.parametrize("serializer", sorted(STOCK))
def test_batch_item_raises_on_a_stock_client(
    serializer: int, codec: Callable[[int], Codec]
) -> None:
    """The failing item of a batch is Pyro5's own wrapper."""
    data = encode_batch_failure(codec(serializer), failure_of(ValueError("v"), []))
    wrapper = Pyro5.serializers.serializers[STOCK[serializer]].loads(data)
    with pytest.raises(ValueError, match="v"):
        wrapper.raiseIt()


def test_syntax_error_keeps_its_place() -> None:
    """A plain SyntaxError says where."""
    with pytest.raises(SyntaxError) as caught:
        compile("1 +", "<remote>", "eval")
    made = rebuild_failure(
        {
            "type": "builtins.SyntaxError",
            "args": list(failure_of(caught.value, []).args),
            "traceback": [],
            "attributes": failure_of(caught.value, []).attributes,
        }
    )
    assert isinstance(made, SyntaxError)
    assert (made.lineno, made.filename) == (1, "<remote>")


def test_name_error_offers_no_name_of_this_side(codec: Callable[[int], Codec]) -> None:
    """CPython suggests names of the frame that raised it: here that is the client library's."""
    with pytest.raises(NameError) as caught:
        exec("vlue", {})
    guarded = codec(103)
    value = rebuild_failure(
        guarded.loads(encode_failure(guarded, failure_of(caught.value, ["line 1\n"])))
    )
    assert type(value) is NameError
    assert str(value) == "name 'vlue' is not defined"
    assert value.name is None


def test_place_of_a_refused_source_is_told_once(codec: Callable[[int], Codec]) -> None:
    """Printing the exception shows its line; the note adds the rule, not the line again."""
    refused = refusal()
    refused.filename = "job.py"
    lines = ['  File "job.py", line 3, column 5\n', "    import os\n", "CodeRefused: no\n"]
    guarded = codec(103)
    made = rebuild_failure(guarded.loads(encode_failure(guarded, failure_of(refused, lines))))
    assert isinstance(made, errors.CodeRefused)
    assert made.remote_traceback == tuple(lines)
    assert made.__notes__ == ["rule: a.yaml:3 x", "hint: ask"]


def test_broken_str_of_a_client_class_is_survived() -> None:
    """An exception whose own text fails is told by its type."""

    class Broken:
        def __str__(self) -> str:
            raise RuntimeError

    assert failure_of(ValueError(Broken()), []).args == ("<Broken>",)


def test_everything_is_bounded(codec: Callable[[int], Codec]) -> None:
    """A hostile worker's failure is cut down before it is passed on."""
    huge = Failure(
        "x" * 9999,
        ("y" * 99999, 2**70, "\ud800"),
        ("z" * 99999,) * 999,
        {"rule": "r" * 99999, "evil": 1},
    )
    for serializer in (1, 3, 4, 103):
        assert len(encode_failure(codec(serializer), huge)) < 60 * 4100
