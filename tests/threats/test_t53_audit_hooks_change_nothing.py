"""Row 53: audit hooks are no wall, see what others do, and can be made to get in their way.

Nothing here is enforced by one; what a session adds is seen by its own process alone.
"""

from __future__ import annotations

import sys

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "hook_that_refuses": Attack(
        """
import sys
def hook(event, arguments):
    if event == "import":
        raise RuntimeError("no")
sys.addaudithook(hook)
""",
        witness="import graphlib, fractions",
    ),
    "hook_that_reads": Attack("""
import sys
seen = []
def hook(event, arguments):
    if event == "open" and str(arguments[0]) == FILE and not seen:
        seen.append(event)
        take(__builtins__)
sys.addaudithook(hook)
open(FILE).read()
"""),
    "hook_with_a_frame": Attack("""
import sys
seen = []
def hook(event, arguments):
    if event == "object.__getattr__" or event == "code.__new__":
        seen.append(arguments)
    if event == "sys._getframe":
        take(arguments[0].f_builtins)
sys.addaudithook(hook)
sys._getframe()
"""),
    "around_a_hook_by_libc": Attack("""
import ctypes
ctypes.CDLL(None).system(("cat " + FILE).encode())
"""),
    "around_a_hook_by_another_interpreter": Attack(
        """
import _xxsubinterpreters as i
n = i.create()
i.run_string(n, "print(open(%r).read(), flush=True)" % FILE)
""",
        closed="the module has another name" if sys.version_info >= (3, 13) else "",
    ),
    "around_a_hook_by_unmarshalled_code": Attack("""
import marshal, types
code = marshal.loads(marshal.dumps(compile("take(__builtins__)", "x", "exec")))
types.FunctionType(code, globals())()
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_audit_hooks_change_nothing(walls: Walls, wall: str, name: str) -> None:
    """Hooks of a session see and stop its own process only."""
    walls.judge(wall, ATTACKS[name])
