"""What people read: colour only where wanted, nothing of a server's that drives a terminal."""

from __future__ import annotations

import io

import pytest

from guardedflame.cli import exits, tui
from guardedflame.errors import (
    BadLocation,
    CallRefused,
    CodeRefused,
    ConfinementError,
    ConnectError,
    ConnectionDeniedError,
    ConnectionLost,
    GuardedFlameError,
    LimitExceeded,
    ListenError,
    PolicyError,
    PoolExhausted,
    RemoteError,
    RemoteProtocolError,
    WorkerCrashed,
)


class Terminal(io.StringIO):
    """A file that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def terminal_for(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make standard error a terminal, in an environment that says nothing about colour."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    return terminal


def test_errors_are_coloured_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The word error, not the message."""
    terminal = terminal_for(monkeypatch)
    tui.error("no such thing", "try another")
    assert terminal.getvalue() == (
        "guardedflame: \x1b[31;1merror:\x1b[0m no such thing\n"
        "guardedflame: \x1b[36mhint:\x1b[0m try another\n"
    )


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_is_left_out_where_it_is_not_wanted(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """By NO_COLOR, or by a terminal that has none."""
    terminal = terminal_for(monkeypatch)
    monkeypatch.setenv(name, value)
    tui.error("no such thing")
    assert terminal.getvalue() == "guardedflame: error: no such thing\n"


def test_control_characters_of_a_server_are_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clearing the screen, setting the title, going up a line: all are shown, none is done."""
    terminal = terminal_for(monkeypatch)
    bad = "\x1b[2J\x1b]0;owned\x07\r\x9b1A\u202e"
    tui.report(CallRefused(bad, rule=bad, hint=bad, audit_id=bad))
    failure = RemoteError(bad, type_name=bad)
    failure.add_note(f"Remote traceback:\n{bad}")
    tui.program_failed(failure, "x.py")
    refused = CodeRefused(bad, rule=bad, hint=bad)
    refused.lineno, refused.offset, refused.text = 1, 1, bad
    tui.program_failed(refused, "x.py")
    tui.program_failed(ValueError(bad), "x.py")
    shown = terminal.getvalue()
    for colour in ("31;1", "36"):
        shown = shown.replace(f"\x1b[{colour}m", "")
    shown = shown.replace("\x1b[0m", "").replace("\n", "")
    assert "owned" in shown
    assert shown.isprintable()


def test_error_is_said_in_our_form(capsys: pytest.CaptureFixture[str]) -> None:
    """Lower case, no full stop, rule and hint and record below it."""
    tui.report(
        CallRefused("Builtin open is not allowed.", rule="p.yaml:3", hint="ask", audit_id="a1")
    )
    assert capsys.readouterr().err == (
        "guardedflame: error: builtin open is not allowed\n"
        "guardedflame: hint: rule: p.yaml:3\n"
        "guardedflame: hint: ask\n"
        "guardedflame: hint: the server's record of this is a1\n"
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RemoteError("x"), 1),
        (BadLocation("x"), 2),
        (PolicyError("x"), 2),
        (ConfinementError("x"), 2),
        (ListenError("x"), 2),
        (CallRefused("x"), 3),
        (CodeRefused("x"), 3),
        (ConnectionDeniedError("x"), 3),
        (LimitExceeded("x"), 4),
        (WorkerCrashed("x"), 4),
        (ConnectError("x"), 5),
        (ConnectionLost("x"), 5),
        (RemoteProtocolError("x"), 5),
        (PoolExhausted("x"), 5),
    ],
)
def test_each_error_has_its_exit_code(error: GuardedFlameError, code: int) -> None:
    """As docs/cli.md says."""
    assert exits.code_of(error) == code
