"""Row 57: newlines and escape sequences in code and names forge lines of a log, or drive a terminal.

What the command shows is in tests/cli/test_tui.py; what a name alone does in
tests/broker/test_audit.py.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable

import pytest

from escapes import Walls
from guardedflame.client import Flame

#: A record that was never written, an escape sequence, and characters that other tools break at.
EVIL = '\n{"event":"forged","id":"x"}\r\x1b[2J\x1b]0;owned\x07\u2028\u2029\x85\x00\x9b1A\u202e'

INJECTIONS: dict[str, Callable[[Flame], object]] = {
    "source": lambda flame: flame.execute(f"x = 1  # {EVIL}"),
    "file_name": lambda flame: flame.execute("1 / 0", filename="f" + EVIL.replace("\0", "")),
    "expression": lambda flame: flame.evaluate(f"'{EVIL}"),
    "module_name": lambda flame: flame.module("m" + EVIL),
    "name_of_a_sent_module": lambda flame: flame.sendmodule("m" + EVIL, "x = 1"),
    "name_of_a_sent_file": lambda flame: flame.sendfile("f" + EVIL, b"x"),
    "name_of_a_builtin": lambda flame: flame.builtin("b" + EVIL),
    "text_of_an_exception": lambda flame: flame.execute(f"raise ValueError({EVIL!r})"),
    "name_of_an_exception": lambda flame: flame.execute(
        f"e = type('E', (Exception,), {{}})\ne.__name__ = {EVIL.replace(chr(0), '')!r}\nraise e"
    ),
    "reason_of_an_exit": lambda flame: flame.execute(f"raise SystemExit({EVIL!r})"),
    "note_of_an_exception": lambda flame: flame.execute(
        f"e = ValueError()\ne.add_note({EVIL!r})\nraise e"
    ),
    "method_of_an_object": lambda flame: flame._link.call("Pyro.Flame" + EVIL, "evaluate" + EVIL),
    "output": lambda flame: flame.execute(f"print({EVIL!r})"),
    "line_of_a_console": lambda flame: flame.console().push_and_get_output(f"x = 1 # {EVIL}"),
}


@pytest.mark.parametrize("wall", ["kernel", "both"])
@pytest.mark.parametrize("name", INJECTIONS)
def test_nothing_of_a_session_forges_a_log(walls: Walls, wall: str, name: str) -> None:
    """Each record is one line of ASCII without a control character, and was written by the broker."""
    target = walls.target(wall)
    log = target.served.directory / "audit.jsonl"
    before = log.stat().st_size
    flame = target.enter([])
    with contextlib.suppress(Exception):  # whatever it ends with is its own business
        INJECTIONS[name](flame)
    target.leave(flame)
    target.assert_well()
    written = log.read_bytes()[before:]
    assert written.endswith(b"\n")
    lines = written.split(b"\n")[:-1]
    assert lines
    for line in lines:
        assert not any(byte < 0x20 or byte >= 0x7F for byte in line), line
        assert json.loads(line)["event"] != "forged"
