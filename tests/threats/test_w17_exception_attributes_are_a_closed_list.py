"""W17: stock clients setattr whatever name a peer chose; ours and what we send them do not."""

from __future__ import annotations

import pytest

from guardedflame import errors
from guardedflame.serial.codec import codec_for
from guardedflame.serial.failures import Failure, encode_failure, rebuild_failure
from guardedflame.serial.registry import Registry

EVIL = {
    "__notes__": "x",
    "__suppress_context__": True,
    "__class__": "y",
    "__dict__": "z",
    "__traceback__": None,
    "rule": 5,
    "code": True,
    "lineno": "1",
    "add_note": "w",
}


@pytest.mark.parametrize("serializer", [1, 3, 4, 103])
def test_a_workers_attribute_names_are_not_passed_on(serializer: int) -> None:
    """Unknown names, and known names with the wrong type, are dropped by the broker."""
    failure = Failure("guardedflame.Refused", ("m",), (), EVIL)  # type: ignore[arg-type]
    data = encode_failure(codec_for(serializer, Registry()), failure)
    for name in (
        b"__notes__",
        b"__suppress",
        b"__dict__",
        b"add_note",
        b"lineno",
        b"__traceback__",
    ):
        assert name not in data


def test_our_client_sets_nothing_else_either() -> None:
    """The same list holds on the client, whatever the server is."""
    made = rebuild_failure(
        {"type": "guardedflame.Refused", "args": ["m"], "traceback": [], "attributes": EVIL}
    )
    assert type(made) is errors.Refused
    assert not hasattr(made, "__notes__")
    assert (made.rule, made.hint) == ("", "")
    assert callable(made.add_note)


@pytest.mark.parametrize(
    "name", ["SystemExit", "KeyboardInterrupt", "GeneratorExit", "BaseException", "ExceptionGroup"]
)
@pytest.mark.parametrize("serializer", [1, 3, 4, 103])
def test_exceptions_that_end_a_program_are_not_rebuilt(name: str, serializer: int) -> None:
    """Told as another class; a stock client would re-raise a rebuilt SystemExit."""
    data = encode_failure(
        codec_for(serializer, Registry()), Failure(f"builtins.{name}", ("x",), (), {})
    )
    if serializer == 103:
        made = rebuild_failure(codec_for(103, Registry()).loads(data))
        assert isinstance(made, errors.RemoteError)
    else:
        assert b"builtins.RuntimeError" in data
        assert f"builtins.{name}".encode() not in data


@pytest.mark.parametrize(
    "value",
    [
        None,
        1,
        [],
        {},
        {"type": 1, "args": []},
        {"type": "x", "args": None},
        {"type": "os.system", "args": ["id"], "traceback": 5, "attributes": 7},
        {"type": "builtins.OSError", "args": [[], {}], "traceback": [None], "attributes": {}},
        {"type": "builtins.eval", "args": ["1"], "traceback": [], "attributes": {}},
    ],
)
def test_a_failure_that_makes_no_sense_is_still_an_exception(value: object) -> None:
    """A hostile server cannot make our client raise something odd."""
    assert isinstance(rebuild_failure(value), Exception)


def test_terminal_escapes_in_a_remote_traceback_are_replaced() -> None:
    """A traceback cannot drive the reader's terminal."""
    made = rebuild_failure(
        {"type": "x", "args": [], "traceback": ["\x1b]0;pwned\x07\n"], "attributes": {}}
    )
    assert made.__notes__ == ["Remote traceback:\n?]0;pwned?"]
