"""What all tests of walls rest on: the judge sees whatever an attack reaches, in every way."""

from __future__ import annotations

import builtins
import socket

import pytest

from cell import _reach
from escapes import WALLS, Attack, Walls

EVERYTHING = {
    "environment",
    "file",
    "file written",
    "module",
    "parent",
    "tcp",
    "unix",
}


def test_an_attack_without_a_wall_takes_everything(walls: Walls) -> None:
    """Every canary, from nothing but the builtins."""
    seen = walls.cell.run("none", "take(__builtins__)")
    reached = walls.bait.taken(seen["output"]) | ({"parent"} if seen["heard"] else set())
    assert reached == EVERYTHING
    assert walls.bait.taken("") == set(), "the bait is laid anew"


@pytest.mark.parametrize("wall", WALLS[1:])
@pytest.mark.parametrize("how", ["print({0!r})", "raise ValueError({0!r})", "out = [{0!r}]"])
@pytest.mark.parametrize("what", ["secret", "variable", "attribute"])
def test_a_secret_that_comes_out_is_seen(walls: Walls, wall: str, how: str, what: str) -> None:
    """Printed, raised, or left in a variable."""
    attack = Attack(how.format(getattr(walls.bait, what)))
    with pytest.raises(AssertionError, match="got"):
        walls.judge(wall, attack)


@pytest.mark.parametrize("wall", WALLS[1:])
def test_a_touch_is_seen(walls: Walls, wall: str) -> None:
    """A connection, a new file, a changed one."""
    socket.create_connection(walls.bait.listeners["tcp"].getsockname()).close()
    with pytest.raises(AssertionError, match="tcp"):
        walls.judge(wall, Attack("1"))
    (walls.bait.directory / "x").touch()
    with pytest.raises(AssertionError, match="file written"):
        walls.judge(wall, Attack("1"))
    walls.bait.file.write_text("x")
    with pytest.raises(AssertionError, match="file changed"):
        walls.judge(wall, Attack("1"))
    walls.judge(wall, Attack("1"))


def test_an_attack_that_reaches_nothing_without_a_wall_fails(walls: Walls) -> None:
    """Or it would pass for ever, whatever the walls do."""
    with pytest.raises(AssertionError, match="reaches nothing"):
        walls.judge("none", Attack("print('harmless')"))


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("import os\nos.kill(PARENT, 19)", "stopped"),
        ("import os\nos.kill(PARENT, 9)", "killed"),
    ],
)
def test_harm_to_the_parent_is_seen(walls: Walls, source: str, what: str) -> None:
    """Signals that no process can catch."""
    assert walls.cell.run("none", source)["harm"] == what


def test_a_process_left_behind_is_seen_and_ended(walls: Walls) -> None:
    """One that has left its session and its parent."""
    source = (
        "import os, time\n"
        "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(600)\n"
    )
    assert walls.cell.run("none", source)["left"] >= 1


@pytest.mark.parametrize(
    "loot",
    [open, type, builtins, vars(builtins), [{1: (eval,)}], {"x": test_harm_to_the_parent_is_seen}],
)
def test_loot_kept_in_variables_is_seen(loot: object) -> None:
    """Also inside of containers; a function of the session's own is none."""
    found = list(_reach({"kept": loot, "__builtins__": builtins}))
    assert bool(found) == (not isinstance(loot, dict) or "x" not in loot)
