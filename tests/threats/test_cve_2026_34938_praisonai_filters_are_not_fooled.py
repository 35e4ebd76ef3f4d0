"""CVE-2026-34938, CVE-2026-34955, CVE-2026-39888, CVE-2026-47392 (PraisonAI).

A ``str`` whose ``startswith`` lies, a block-list of shell commands, the frames of an exception,
``print.__self__``. In general: test_t25, test_t39, test_t07, test_t24.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "startswith_that_lies": Attack("""
class S(str):
    def startswith(self, prefix): return False
base = getattr((), S("__class__"))
for name in ("__base__", "__subclasses__"):
    base = getattr(base, S(name))
for c in base():
    if c.__name__ == "_wrap_close":
        take(getattr(getattr(c, S("__init__")), S("__globals__"))["__builtins__"])
"""),
    "lower_and_contains_that_lie": Attack("""
class S(str):
    def lower(self): return "x"
    def __contains__(self, what): return False
    def __eq__(self, other): return str.__eq__(self, other)
    __hash__ = str.__hash__
import random
print(getattr(random, S("_os")).environ)
"""),
    "shell_past_a_block_list": Attack(
        "import subprocess\nprint(subprocess.run('c\\\\at ' + FILE, shell=True, capture_output=True).stdout)"
    ),
    "shell_by_a_variable": Attack("import os\nos.environ['X'] = 'cat ' + FILE\nos.system('$X')"),
    "shell_by_python": Attack(
        "import os, sys\nos.system(sys.executable + ' -c \"print(open(\\'' + FILE + '\\').read())\"')"
    ),
    "frames_of_an_exception": Attack("""
try:
    raise Exception
except Exception as e:
    frame = e.__traceback__.tb_frame.f_back
    while frame.f_back: frame = frame.f_back
    take(frame.f_globals["__builtins__"])
"""),
    "frames_of_a_context": Attack("""
try:
    try:
        1 / 0
    finally:
        undefined
except NameError as e:
    take(getattr(getattr(e.__context__, "__traceback__"), "tb_frame").f_builtins)
"""),
    "self_of_print": Attack("take(print.__self__)"),
    "self_of_print_by_getattr": Attack("take(getattr(print, '__self__'))"),
    "self_of_a_method_wrapper": Attack("take(print.__call__.__self__.__self__)"),
    "module_of_a_builtin": Attack("import sys\ntake(sys.modules[print.__module__])"),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_praisonai_filters_are_not_fooled(walls: Walls, wall: str, name: str) -> None:
    """Names are exact, and there is no shell, no frame and no owner."""
    walls.judge(wall, ATTACKS[name])
