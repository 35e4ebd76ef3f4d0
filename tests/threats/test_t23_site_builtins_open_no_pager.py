"""Row 23: help, license and breakpoint page, run and read files."""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "license_of_a_file": Attack("""
p = type(license)("x", "", [FILE.rpartition("/")[2]], [FILE.rpartition("/")[0]])
p()
"""),
    "license_as_it_is": Attack("""
license._Printer__filenames = [FILE]
license._Printer__lines = None
license()
"""),
    "pager_of_help": Attack("""
import os, pydoc
pydoc.pager = lambda text: pydoc.pipepager(text, "cat " + FILE)
pydoc.pager("x")
"""),
    "pager_of_the_environment": Attack("""
import os, pydoc
os.environ["PAGER"] = "cat " + FILE
pydoc.pipepager("x", os.environ["PAGER"])
"""),
    "module_behind_help": Attack("take(type(help).__call__.__globals__['__builtins__'])"),
    "source_by_help": Attack("""
import sys
sys.path.insert(0, FILE.rpartition("/")[0])
help(MODULE)
"""),
    "commands_of_the_debugger": Attack("""
import io, sys
sys.stdin = io.StringIO("!print(open(FILE).read())" + chr(10) + "c" + chr(10))
breakpoint()
"""),
    "breakpoint_hook": Attack("""
import sys
sys.breakpointhook = lambda: take(__import__("builtins"))
breakpoint()
"""),
    "globals_and_locals": Attack("take(globals()['__builtins__'])\ntake(locals()['__builtins__'])"),
    "exec_eval_compile": Attack("""
for f in (lambda: exec("take(__builtins__)"), lambda: eval("take(__builtins__)"),
          lambda: exec(compile("take(__builtins__)", "x", "exec"))):
    try:
        f()
    except Exception as e:
        print(e)
"""),
    "class_of_exit": Attack("take(type(exit).__init__.__globals__['__builtins__'])"),
    "copyright_and_credits": Attack("""
for name in ("copyright", "credits", "license"):
    p = getattr(__builtins__, name) if not isinstance(__builtins__, dict) else __builtins__[name]
    take(type(p).__init__.__globals__["__builtins__"])
"""),
    "input": Attack("""
import os, sys
r, w = os.pipe()
os.dup2(r, 0)
os.write(w, FILE.encode() + b"\\n")
print(open(input()).read())
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_site_builtins_open_no_pager(walls: Walls, wall: str, name: str) -> None:
    """None of them is there under its own name or another's."""
    walls.judge(wall, ATTACKS[name])
