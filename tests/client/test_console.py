"""The console: lines go over, output comes back, and the prompt outlives what a line does."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from client.scripted import Peer, Scripted

import guardedflame
from guardedflame.errors import CallRefused, LimitExceeded, SessionExited

Start = Callable[..., Scripted]

OPENED = {"console": "Pyro.Flame.console", "banner": "Python 3.11 on linux"}


def answer(_peer: Peer, target: str, method: str, args: list[Any], _: object) -> object:
    """Answer as a console whose lines are commands."""
    if (target, method) == ("Pyro.Flame", "console"):
        return OPENED
    assert target == "Pyro.Flame.console"
    if method == "terminate":
        return None
    match args:
        case ["if 1:"]:
            return ("", True)
        case ["spin"]:
            raise LimitExceeded("cpu time is up", limit="cpu", state_survived=False)
        case ["deny"]:
            raise CallRefused("not allowed", rule="p.yaml:1")
        case ["exit()"]:
            raise SessionExited("the program ended its session", code=0)
        case [line]:
            return (f"<{line}>\n", False)
    raise AssertionError(args)


def test_line_gives_output_and_whether_more_is_needed(scripted: Start) -> None:
    """Flame's own method, with its own answer."""
    server = scripted(answer)
    with guardedflame.connect(server.location) as flame, flame.console() as console:
        assert console.push_and_get_output("x") == ("<x>\n", False)
        assert console.push_and_get_output("if 1:") == ("", True)
        assert console.get_banner() == (
            f"Python 3.11 on linux\n(Remote console on {server.location})"
        )
    assert server.calls[-1][1] == "terminate"


def test_console_opens_again_after_its_process_is_gone(scripted: Start) -> None:
    """The error is raised; the next line finds a new console."""
    server = scripted(answer)
    with guardedflame.connect(server.location) as flame, flame.console() as console:
        with pytest.raises(LimitExceeded):
            console.push_and_get_output("spin")
        assert console.push_and_get_output("x") == ("<x>\n", False)
    assert [call[1] for call in server.calls].count("console") == 2


def interact(
    scripted: Start, monkeypatch: pytest.MonkeyPatch, lines: str
) -> tuple[Scripted, guardedflame.Flame]:
    """Type ``lines`` at a console."""
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    server = scripted(answer)
    with guardedflame.connect(server.location) as flame, flame.console() as console:
        console.interact()
        return server, flame


def test_session_at_the_prompt_looks_like_pythons(
    scripted: Start, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Banner, prompts, output, and the old farewell."""
    server, _ = interact(scripted, monkeypatch, "x\nif 1:\ny\n")
    shown = capsys.readouterr()
    assert "(Remote session ended)\n" in shown.out
    assert "<x>\n" in shown.out
    assert f"(Remote console on {server.location})" in shown.err


def test_prompt_outlives_limits_and_refusals(
    scripted: Start, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are shown as a line's traceback would be."""
    interact(scripted, monkeypatch, "spin\ndeny\nx\n")
    shown = capsys.readouterr()
    assert "LimitExceeded: cpu time is up" in shown.err
    assert "CallRefused: not allowed" in shown.err
    assert "<x>\n" in shown.out


def test_exit_leaves_the_prompt(
    scripted: Start, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lines after it are not sent."""
    server, _ = interact(scripted, monkeypatch, "exit()\nx\n")
    assert "(Remote session ended)" in capsys.readouterr().out
    assert ["x"] not in [call[2] for call in server.calls]


def test_interrupt_forgets_an_unfinished_statement_on_both_sides(
    scripted: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-c at the continuation prompt: the server's half starts anew."""
    server = scripted(answer)
    lines: list[str | BaseException] = ["if 1:", KeyboardInterrupt(), "x", EOFError()]
    typed = iter(lines)

    def reply(_prompt: str = "") -> str:
        line = next(typed)
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr("builtins.input", reply)
    with guardedflame.connect(server.location) as flame, flame.console() as console:
        console.interact()
    methods = [call[1] for call in server.calls]
    assert methods == [
        "console",
        "push_and_get_output",
        "terminate",
        "console",
        "push_and_get_output",
        "terminate",
    ]


BAD = "\x1b[2J\x07\x9b1A\u202e"


def test_nothing_of_a_servers_but_output_drives_the_terminal(
    scripted: Start, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its banner, its refusals and their hints, and the prompts of its programs are escaped."""

    def hostile(peer: Peer, target: str, method: str, args: list[Any], _: object) -> object:
        if (target, method) == ("Pyro.Flame", "console"):
            return OPENED | {"banner": BAD}
        if method == "terminate" or method == "answer_input":
            return None
        if args == ["ask"]:
            peer.push("Pyro.Flame", "input", [BAD])
            return ("", False)
        raise CallRefused(BAD, rule=BAD, hint=BAD)

    monkeypatch.setattr("sys.stdin", io.StringIO("deny\nask\nyes\n"))
    server = scripted(hostile)
    with guardedflame.connect(server.location) as flame, flame.console() as console:
        console.interact()
    shown = capsys.readouterr()
    text = shown.out + shown.err
    assert not [each for each in BAD if not each.isprintable() and each in text]
    assert text.count("\\x1b[2J") == 5
    assert [call[2] for call in server.calls if call[1] == "answer_input"] == [["yes\n"]]
