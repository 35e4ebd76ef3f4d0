"""Row 24: a builtin function's ``__self__`` is the module ``builtins``.

CVE-2026-47392 (PraisonAI: ``print.__self__``).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "published": Attack("take(print.__self__)"),
    "by_getattr": Attack("take(getattr(len, '__se' + 'lf__'))"),
    "by_match": Attack("match print:\n    case object(__self__=b):\n        take(b)"),
    "by_attrgetter": Attack("import operator\ntake(operator.attrgetter('__self__')(abs))"),
    "of_a_library_function": Attack(
        "import math\nm = getattr(math.sqrt, '__self__')\n"
        "take(m.__spec__.__init__.__globals__['__builtins__'])"
    ),
    "of_a_method_of_the_interpreter": Attack(
        "import sys\ntake(sys.intern.__self__.modules['builtins'])"
    ),
    "of_what_replaces_a_builtin": Attack("""
for f in (getattr, setattr, vars, dir, exit, hasattr):
    for name in ("__self__", "__func__", "__globals__", "__closure__", "__wrapped__"):
        found = getattr(f, name, None)
        if found is not None:
            take(found)
"""),
    "globals_of_a_function": Attack("def f(): pass\ntake(f.__globals__['__builtins__'])"),
    "builtins_of_a_function": Attack("take(getattr(take, '__buil' + 'tins__'))"),
    "globals_of_a_library_function": Attack(
        "import statistics\ntake(statistics.mean.__globals__['__builtins__'])"
    ),
    "function_of_a_method": Attack(
        "import random\ntake(random.Random().shuffle.__func__.__globals__['__builtins__'])"
    ),
    "method_of_an_own_class": Attack(
        "class C:\n    def m(self): pass\ntake(C().m.__func__.__globals__['__builtins__'])"
    ),
    "closure": Attack("""
def outer():
    kept = print
    def inner(): return kept
    return inner
take(outer().__closure__[0].cell_contents.__self__)
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_methods_and_functions_give_away_no_owner(walls: Walls, wall: str, name: str) -> None:
    """Neither what a function belongs to nor what it sees is readable."""
    walls.judge(wall, ATTACKS[name])
