"""The client against a real server: Flame's methods as a user meets them."""

from __future__ import annotations

import gc
import math

import pytest

from guardedflame.errors import (
    CallRefused,
    GuardedFlameError,
    LimitExceeded,
    RemoteError,
    SessionExited,
    ValueRefused,
)
from harness import Serve


def ignore(*_: object) -> None:
    """Take output and do nothing with it."""


@pytest.mark.parametrize("unix", [False, True], ids=["tcp", "unix"])
def test_all_eleven_methods_work_over_each_transport(serve: Serve, unix: bool) -> None:
    """One session, from the first to the last."""
    flame = serve().connect(unix=unix, output=ignore)
    assert flame.evaluate("sum(range(10))") == 45
    flame.execute("x = 5")
    assert flame.evaluate("x + 1") == 6
    module = flame.module("math")
    assert module.sqrt(16) == 4.0
    assert module.pi == math.pi
    assert flame.builtin("max")(1, 3) == 3
    assert flame.invokeModule("math.sqrt", [9], {}) == 3.0
    assert flame.invokeBuiltin("max", [1, 2], {}) == 2
    flame.sendmodule("mine", "def double(x):\n    return 2 * x\n")
    assert "def double" in flame.getmodule("mine")
    flame.execute("import mine")
    assert flame.evaluate("mine.double(21)") == 42
    flame.sendfile("data.bin", b"\x00\xff")
    assert flame.getfile("data.bin") == b"\x00\xff"
    with flame.console() as console:
        assert console.push_and_get_output("x") == ("5\n", False)
        assert console.push_and_get_output("for i in range(2):") == ("", True)
        assert console.push_and_get_output("    print(i)") == ("", True)
        assert console.push_and_get_output("") == ("0\n1\n", False)
    flame.ping()
    assert flame.server["profile"] == "analyst"


def test_output_arrives_in_order_before_the_call_returns(serve: Serve) -> None:
    """Piece by piece, and nothing is lost."""
    seen: list[str] = []
    flame = serve().connect(output=lambda _stream, text: seen.append(text))
    flame.execute("for i in range(1000):\n    print(i)")
    assert "".join(seen) == "".join(f"{i}\n" for i in range(1000))


def test_remote_traceback_shows_the_clients_own_lines(serve: Serve) -> None:
    """In a note, with the file name that the client gave, and no path of the server."""
    flame = serve().connect()
    source = "def mean(values):\n    return sum(values) / len(values)\n\nmean([])\n"
    with pytest.raises(ZeroDivisionError) as caught:
        flame.execute(source, filename="report.py")
    note = "\n".join(caught.value.__notes__)
    assert 'File "report.py", line 4' in note
    assert 'File "report.py", line 2, in mean' in note
    assert "return sum(values) / len(values)" in note
    assert "guardedflame" not in note


def test_exception_class_of_the_session_is_a_remote_error(serve: Serve) -> None:
    """It has a name and a text here, no class."""
    flame = serve().connect()
    with pytest.raises(RemoteError, match="out of tea") as caught:
        flame.execute("class Empty(Exception):\n    pass\n\nraise Empty('out of tea')")
    assert "Empty" in caught.value.type_name


def test_generator_of_the_session_is_lazy(serve: Serve) -> None:
    """An endless one can be read a little, dropped, and the session goes on."""
    flame = serve().connect()
    flame.execute("def count():\n    n = 0\n    while True:\n        yield n\n        n += 1\n")
    for _ in range(100):
        items = flame.evaluate("count()")
        assert [next(items), next(items)] == [0, 1]
        del items
        gc.collect()
    assert flame.evaluate("1") == 1


def test_refusals_leave_everything_as_it_was(serve: Serve) -> None:
    """Rule and hint come along; state and connection stay."""
    flame = serve().connect()
    flame.execute("x = 1")
    with pytest.raises(GuardedFlameError) as caught:
        flame.module("socket")
    assert isinstance(caught.value, CallRefused | ImportError)
    assert "policy.yaml" in getattr(caught.value, "rule", "")
    with pytest.raises(ValueRefused):
        flame.evaluate("lambda: 1")
    assert flame.evaluate("x") == 1


def test_session_that_ended_is_followed_by_a_fresh_one(serve: Serve) -> None:
    """After exit() and after a limit: the error says so, the connection goes on."""
    flame = serve(limits="wall: 1s").connect()
    flame.execute("x = 1")
    with pytest.raises(SessionExited) as left:
        flame.execute("exit(3)")
    assert left.value.code == 3
    with pytest.raises(NameError):
        flame.evaluate("x")
    with pytest.raises(LimitExceeded) as over:
        # Nothing can be raised in the middle of it.
        flame.execute("sum(range(10**12))")
    assert over.value.limit in {"wall", "cpu"}
    assert over.value.state_survived is False
    assert flame.evaluate("1 + 1") == 2
