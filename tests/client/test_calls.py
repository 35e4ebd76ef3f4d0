"""Calls: Flame's methods, values, errors, output and streams, against a scripted server."""

from __future__ import annotations

import gc
import io
import math
import threading
from collections.abc import Callable
from typing import Any

import pytest
from client.scripted import HangUp, Peer, Raw, Scripted, Streamed

import guardedflame
from guardedflame.errors import (
    CallRefused,
    CallTimedOut,
    ConnectionLost,
    ImportRefused,
    LimitExceeded,
    LocalProtocolError,
    RemoteError,
    RemoteProtocolError,
    SessionExited,
    ValueRefused,
    WorkerCrashed,
)

Start = Callable[..., Scripted]

MATH = {"module": "math", "methods": ["sqrt"], "attrs": ["pi"]}


def flame_server(
    peer: Peer, target: str, method: str, args: list[Any], kwargs: dict[str, Any]
) -> object:
    """Answer as a server with math and a few builtins would."""
    match target, method, args:
        case "Pyro.Flame", "evaluate", ["1//0"]:
            raise ZeroDivisionError("integer division or modulo by zero")
        case "Pyro.Flame", "evaluate", [expression]:
            return eval(expression)
        case "Pyro.Flame", "execute", [code, *_]:
            peer.output("stdout", f"ran {code}\n")
            peer.output("stderr", "careful\n")
            return None
        case "Pyro.Flame", "module", ["math"]:
            return MATH
        case "Pyro.Flame", "module", ["os"]:
            return {"module": "os", "methods": [], "attrs": []}
        case "Pyro.Flame", "module", ["os.path"]:
            return {"module": "os.path", "methods": ["join"], "attrs": []}
        case "Pyro.Flame.module.os.path", "join", _:
            return "/".join(args)
        case "Pyro.Flame", "module", [name]:
            raise ImportRefused(f"module {name} is not allowed", rule="p.yaml:9 modules")
        case "Pyro.Flame.module.math", "sqrt", [x]:
            return math.sqrt(x)
        case "Pyro.Flame.module.math", "__getattr__", ["pi"]:
            return math.pi
        case "Pyro.Flame", "builtin", ["max"]:
            return {"builtin": "max"}
        case "Pyro.Flame", "builtin", [name]:
            raise CallRefused(f"builtin {name} is not allowed", rule="p.yaml:7", hint="ask")
        case "Pyro.Flame", "invokeBuiltin", ["max", given, named]:
            return max(*given, **named)
        case "Pyro.Flame", "invokeModule", ["math.sqrt", [x], {}]:
            return math.sqrt(x)
        case "Pyro.Flame", "getmodule", ["mine"]:
            return "x = 1\n"
        case "Pyro.Flame", "getfile", ["data"]:
            return b"\x00\xff"
        case "Pyro.Flame", "sendmodule" | "sendfile", [_, _]:
            return None
    raise CallRefused(f"unknown call {target}.{method}")


def test_flames_methods_keep_their_names_and_meaning(scripted: Start) -> None:
    """All eleven but the console, as Pyro4's users call them."""
    server = scripted(flame_server)
    with guardedflame.connect(server.location, output=lambda *_: None) as flame:
        assert flame.evaluate("1 + 1") == 2
        assert flame.execute("x = 1") is None  # type: ignore[func-returns-value]
        assert flame.module("math").sqrt(16) == 4.0
        assert flame.builtin("max")(1, 3, key=None) == 3
        assert flame.invokeBuiltin("max", (1, 2), {}) == 2
        assert flame.invokeModule("math.sqrt", [9], {}) == 3.0
        assert flame.sendmodule("mine", "x = 1\n") is None  # type: ignore[func-returns-value]
        assert flame.getmodule("mine") == "x = 1\n"
        assert flame.sendfile("data", b"\x00\xff") is None  # type: ignore[func-returns-value]
        assert flame.getfile("data") == b"\x00\xff"
        flame.ping()
    assert flame.closed


def test_constants_of_modules_are_values(scripted: Start) -> None:
    """What Pyro4's module proxy could not do."""
    with guardedflame.connect(scripted(flame_server).location) as flame:
        module = flame.module("math")
        assert module.pi == math.pi
        assert dir(module) == ["pi", "sqrt"]


def test_submodules_are_modules(scripted: Start) -> None:
    """A name that is neither function nor constant is asked for as a module."""
    with guardedflame.connect(scripted(flame_server).location) as flame:
        assert flame.module("os").path.join("a", "b") == "a/b"


def test_name_that_is_not_shown_is_an_attribute_error(scripted: Start) -> None:
    """Hasattr works, the server's reason is kept, private names are not even asked for."""
    server = scripted(flame_server)
    with guardedflame.connect(server.location) as flame:
        module = flame.module("math")
        with pytest.raises(AttributeError, match=r"shows no 'nosuch': .*not allowed") as caught:
            _ = module.nosuch
        assert isinstance(caught.value.__cause__, ImportRefused)
        asked = len(server.calls)
        assert not hasattr(module, "_private")
        assert not hasattr(module, "__wrapped__")
        assert len(server.calls) == asked


@pytest.mark.parametrize(
    "expression",
    [
        "(1, (2, []))",
        "{1, 2}",
        "frozenset({1})",
        "b'x'",
        "bytearray(b'x')",
        "2 ** 200",
        "1 + 2j",
        "{(1, 2): None, 3: True}",
    ],
)
def test_exact_types_survive(scripted: Start, expression: str) -> None:
    """A value arrives as the type it left as."""
    with guardedflame.connect(scripted(flame_server).location) as flame:
        value = flame.evaluate(expression)
        assert value == eval(expression)
        assert type(value) is type(eval(expression))


def test_remote_exception_is_typed_and_shows_the_remote_traceback(scripted: Start) -> None:
    """The builtin class; the server's part stands in a note that any traceback prints."""
    with guardedflame.connect(scripted(flame_server).location) as flame:
        with pytest.raises(ZeroDivisionError, match="integer division") as caught:
            flame.evaluate("1//0")
        assert any('File "<execute>", line 1' in note for note in caught.value.__notes__)
        assert flame.evaluate("1 + 1") == 2


def test_refusal_carries_rule_and_hint_and_the_connection_lives(scripted: Start) -> None:
    """One of our own classes with the fields of the server's."""
    with guardedflame.connect(scripted(flame_server).location) as flame:
        with pytest.raises(CallRefused, match="builtin open") as caught:
            flame.builtin("open")
        assert (caught.value.rule, caught.value.hint) == ("p.yaml:7", "ask")
        assert flame.evaluate("2") == 2


@pytest.mark.parametrize(
    "error",
    [
        LimitExceeded("cpu time is up", limit="cpu", allowed="5s", state_survived=False),
        WorkerCrashed("the session's process died (SIGSEGV)", cause="SIGSEGV"),
    ],
)
def test_lost_state_is_said_and_the_connection_goes_on(
    scripted: Start, error: guardedflame.GuardedFlameError
) -> None:
    """The error says that the state is gone; the next call is answered."""

    def answer(_peer: Peer, _target: str, _method: str, args: list[Any], _: object) -> object:
        if args == ["bad"]:
            raise error
        return 1

    with guardedflame.connect(scripted(answer).location) as flame:
        with pytest.raises(type(error)) as caught:
            flame.evaluate("bad")
        assert isinstance(caught.value, LimitExceeded | WorkerCrashed)
        assert caught.value.state_survived is False
        assert flame.evaluate("good") == 1


def test_exit_is_an_error_with_its_code_and_never_ends_the_client(scripted: Start) -> None:
    """exit(3) over there is SessionExited here."""

    def answer(*_: object) -> None:
        raise SessionExited("the program ended its session with exit(3)", code=3)

    with guardedflame.connect(scripted(answer).location) as flame:
        with pytest.raises(SessionExited) as caught:
            flame.execute("exit(3)")
        assert caught.value.code == 3


def test_class_of_the_other_side_only_is_a_remote_error(scripted: Start) -> None:
    """Its name and text survive, its class is not looked for."""

    class Local(Exception):
        pass

    def answer(*_: object) -> None:
        raise Local("why")

    with guardedflame.connect(scripted(answer).location) as flame:
        with pytest.raises(RemoteError, match="why") as caught:
            flame.evaluate("x")
        assert "Local" in caught.value.type_name


def test_argument_that_cannot_cross_is_refused_here(scripted: Start) -> None:
    """Nothing is sent, the connection lives."""
    server = scripted(flame_server)
    with guardedflame.connect(server.location) as flame:
        root = flame.module("math").sqrt
        asked = len(server.calls)
        with pytest.raises(ValueRefused):
            root(object())
        assert len(server.calls) == asked
        assert flame.evaluate("1") == 1


# --- output -----------------------------------------------------------------------------------


def test_output_goes_to_the_own_streams(
    scripted: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    """By default a remote print is a print."""
    with guardedflame.connect(scripted(flame_server).location) as flame:
        flame.execute("x")
    assert capsys.readouterr() == ("ran x\n", "careful\n")


def test_output_goes_to_a_callable_with_its_stream(scripted: Start) -> None:
    """In order, before the call returns."""
    seen: list[tuple[str, str]] = []

    def note(stream: str, text: str) -> None:
        seen.append((stream, text))

    with guardedflame.connect(scripted(flame_server).location, output=note) as flame:
        flame.execute("x")
        assert seen == [("stdout", "ran x\n"), ("stderr", "careful\n")]


def test_output_goes_to_a_file(scripted: Start) -> None:
    """Both streams, as they come."""
    file = io.StringIO()
    with guardedflame.connect(scripted(flame_server).location, output=file) as flame:
        flame.execute("x")
    assert file.getvalue() == "ran x\ncareful\n"


def test_character_the_terminal_lacks_is_escaped(
    scripted: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snowman on an ASCII terminal does not break the call."""
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))

    def answer(peer: Peer, *_: object) -> None:
        peer.output("stdout", "\N{SNOWMAN}")

    with guardedflame.connect(scripted(answer).location) as flame:
        flame.execute("x")
    assert raw.getvalue() == b"\\u2603"


def test_interrupt_during_a_call_leaves_the_connection_in_step(scripted: Start) -> None:
    """The answer of the interrupted call is never taken for the next one's."""

    def interrupt(_stream: str, text: str) -> None:
        if "first" in text:
            raise KeyboardInterrupt

    with guardedflame.connect(scripted(flame_server).location, output=interrupt) as flame:
        with pytest.raises(KeyboardInterrupt):
            flame.execute("first")
        assert flame.evaluate("'second'") == "second"
        flame.ping()


def test_output_handler_that_calls_its_own_flame_is_told(scripted: Start) -> None:
    """An error, not a deadlock."""
    errors: list[Exception] = []

    def call_again(*_: object) -> None:
        try:
            flame.evaluate("1")
        except LocalProtocolError as error:
            errors.append(error)

    with guardedflame.connect(scripted(flame_server).location, output=call_again) as flame:
        flame.execute("x")
    assert len(errors) == 2


# --- streams ----------------------------------------------------------------------------------


@pytest.fixture
def counting() -> Callable[..., object]:
    """Return a handler with one endless stream of numbers."""
    numbers = iter(range(1_000_000))

    def answer(_peer: Peer, target: str, method: str, args: list[Any], _: object) -> object:
        if (target, method) == ("Pyro.Daemon", "get_next_stream_item"):
            assert args == ["s1"]
            item = next(numbers)
            if item == 3:
                raise StopIteration
            return item
        if (target, method) == ("Pyro.Daemon", "close_stream"):
            return None
        return 7 if args == ["7"] else Streamed("s1")

    return answer


def test_generator_is_fetched_item_by_item(
    scripted: Start, counting: Callable[..., object]
) -> None:
    """No item is asked for before it is needed; the end is the end."""
    server = scripted(counting)
    with guardedflame.connect(server.location) as flame:
        items = flame.evaluate("(x for x in range(3))")
        assert len(server.calls) == 1
        assert next(items) == 0
        assert len(server.calls) == 2
        assert list(items) == [1, 2]
        assert list(items) == []
        flame.evaluate("7")
    assert "close_stream" not in [call[1] for call in server.calls]


def test_dropped_generator_is_closed_over_there(
    scripted: Start, counting: Callable[..., object]
) -> None:
    """With the next call, so that forgetting one never blocks."""
    server = scripted(counting)
    with guardedflame.connect(server.location) as flame:
        assert next(flame.evaluate("stream")) == 0
        gc.collect()
        assert flame.evaluate("7") == 7
    assert ("Pyro.Daemon", "close_stream", ["s1"], {}) in server.calls


# --- threads, time, ends ----------------------------------------------------------------------


def test_threads_share_a_flame(scripted: Start) -> None:
    """Each gets its own answers."""
    wrong: list[object] = []
    with guardedflame.connect(scripted(flame_server).location) as flame:

        def work(number: int) -> None:
            wrong.extend(got for _ in range(50) if (got := flame.evaluate(str(number))) != number)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_call_without_an_answer_times_out_and_hangs_up(scripted: Start) -> None:
    """A TimeoutError of ours; the connection is given up, and says so."""
    release = threading.Event()

    def answer(*_: object) -> None:
        release.wait(30)

    with guardedflame.connect(scripted(answer).location, timeout=0.2) as flame:
        with pytest.raises(CallTimedOut, match=r"within 0\.2 s") as caught:
            flame.evaluate("1")
        release.set()
        assert isinstance(caught.value, TimeoutError)
        assert flame.closed
        with pytest.raises(ConnectionLost, match="nothing was sent, connect again"):
            flame.evaluate("1")


def test_hang_up_during_a_call_is_connection_lost(scripted: Start) -> None:
    """Also a ConnectionError; it says that nobody knows whether the call ran."""

    def answer(*_: object) -> None:
        raise HangUp

    with guardedflame.connect(scripted(answer).location) as flame:
        with pytest.raises(ConnectionLost, match="whether the call ran is not known") as caught:
            flame.evaluate("1")
        assert isinstance(caught.value, ConnectionError)


def test_flame_without_with_warns_nobody(scripted: Start) -> None:
    """Forgetting it closes it; warnings are errors here."""
    flame = guardedflame.connect(scripted(flame_server).location)
    assert flame.evaluate("1") == 1
    del flame
    gc.collect()


def test_closed_flame_says_so(scripted: Start) -> None:
    """Closing twice is fine, calling is not."""
    flame = guardedflame.connect(scripted(flame_server).location)
    flame.close()
    flame.close()
    with pytest.raises(ConnectionLost, match="it was closed here"):
        flame.evaluate("1")


# --- a hostile server -------------------------------------------------------------------------


def test_garbage_instead_of_an_answer_is_a_protocol_error(scripted: Start) -> None:
    """Ours, and the connection is gone."""

    def answer(*_: object) -> object:
        return Raw(b"\xff" * 100)

    with guardedflame.connect(scripted(answer).location) as flame:
        with pytest.raises(RemoteProtocolError):
            flame.evaluate("1")
        assert flame.closed


def test_answer_longer_than_asked_for_is_a_protocol_error(scripted: Start) -> None:
    """Its header is enough; the bytes are not waited for."""
    with guardedflame.connect(scripted(flame_server).location, largest=1000) as flame:
        assert len(flame.evaluate("'x' * 900")) == 900
        with pytest.raises(RemoteProtocolError):
            flame.evaluate("'x' * 1001")
        assert flame.closed


def test_push_of_something_other_than_output_is_a_protocol_error(scripted: Start) -> None:
    """A server calls nothing on a client."""

    def answer(peer: Peer, *_: object) -> None:
        peer.push("Pyro.Flame", "execute", ["import os"])

    with guardedflame.connect(scripted(answer).location) as flame:
        with pytest.raises(RemoteProtocolError, match="neither output nor a question"):
            flame.evaluate("1")
        assert flame.closed


@pytest.mark.parametrize("value", [None, 1, [], {}, {"module": 1, "methods": [], "attrs": []}])
def test_description_of_the_wrong_shape_is_a_protocol_error(scripted: Start, value: object) -> None:
    """For modules, builtins, sources, files and the console."""

    def answer(*_: object) -> object:
        return value

    with guardedflame.connect(scripted(answer).location) as flame:
        for call in (
            lambda: flame.module("m"),
            lambda: flame.builtin("b"),
            lambda: flame.getmodule("m"),
            lambda: flame.getfile("f"),
            flame.console,
        ):
            with pytest.raises(RemoteProtocolError):
                call()
