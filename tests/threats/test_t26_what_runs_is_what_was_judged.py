"""Row 26: between the check and the run the text, the tree or the rules are changed.

asteval GHSA-vp47-9734-prjw, CVE-2026-55244; haseeb-heaven/gworkspace-agent#106 (a door that
compiles without the check) is in test_cve_2026_33017.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "encoding_cookie": Attack(
        "# coding: utf-7\n+AF8AXw-import+AF8AXw- = 1\ntake(__builtins__)",
        closed="text has no encoding",
    ),
    "encoding_cookie_rot13": Attack("# -*- coding: rot13 -*-\ntake(__builtins__)"),
    "byte_order_mark": Attack("\ufefftake(__builtins__)", closed="text has no byte order mark"),
    "form_feeds_and_line_ends": Attack("x = 1\f\ntake(\\\r\n__builtins__)\r"),
    "line_separator_in_a_comment": Attack("# \u2028 \x0b \x1c \x85\ntake(__builtins__)"),
    "flags_of_the_future": Attack("""
from __future__ import annotations
def f(x: take(__builtins__)): pass
eval(f.__annotations__["x"])
"""),
    "annotation_evaluated_later": Attack("""
class C:
    x: (lambda: take(__builtins__))
C.__annotations__["x"]()
"""),
    "default_evaluated_later": Attack("""
def f(b=(lambda: __builtins__)): take(b())
f()
"""),
    "same_text_again": Attack("""
texts = ["x = 1", "take(__builtins__)"]
class T(str):
    def __hash__(self): return hash(texts[0])
    def __eq__(self, other): return True
exec(T(texts[1]))
"""),
    "tree_changed": Attack("""
import ast
tree = ast.parse("take(1)")
tree.body[0].value.args[0] = ast.copy_location(ast.Name("__builtins__", ast.Load()), tree.body[0])
exec(compile(ast.fix_missing_locations(tree), "x", "exec"))
"""),
    "rules_changed": Attack("""
import sys
for name, module in list(sys.modules.items()):
    if name.endswith("guard.names"):
        module.JUDGED_PUBLIC = module.INTERNAL_ATTRIBUTES = frozenset()
take((lambda: 0).__globals__["__builtins__"])
"""),
    "catalogue_changed": Attack("""
import sys
catalogue = sys.modules.get("guardedflame.sandbox.guard.catalogue")
if catalogue is not None:
    catalogue.CATALOGUE = {**catalogue.CATALOGUE, "os": catalogue.CATALOGUE["math"]}
import os
print(os.environ)
"""),
    "code_of_a_frame_changed": Attack("""
def f(): return 1
f.__code__ = compile("take(__builtins__)", "x", "exec")
f()
"""),
    "console_in_the_middle": Attack("""
import code
c = code.InteractiveConsole(globals())
c.push("take(__builtins__)")
"""),
    "string_prefixes_and_nested_fields": Attack(
        "print(f'{(lambda: take(__builtins__))()!r:{\"\"}}')"
    ),
    "walrus_in_a_default": Attack("print([b := __builtins__, take(b)])"),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_what_runs_is_what_was_judged(walls: Walls, wall: str, name: str) -> None:
    """The tree that was judged is the tree that is compiled, once."""
    walls.judge(wall, ATTACKS[name])
