"""CVE-2026-55830, GHSA-ffg3-p8fm-mjx2 (RestrictedPython 8.3): parameters shadow guards.

A positional-only one took the name of a guard past the check of names. In general: test_t28.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "getattr": Attack(
        "import random\ndef f(_getattr_, obj, /):\n    print(obj._os.environ)\nf(getattr, random)"
    ),
    "getattr_as_published": Attack("""
import random
def f(_getattr_, /):
    return random.__class__.__base__.__subclasses__()
for c in f(lambda o, n: o):
    if c.__name__ == "_wrap_close":
        take(c.__init__.__globals__["__builtins__"])
"""),
    "write": Attack(
        """
import json
def f(_write_, /):
    json.dumps = lambda *a: "evil"
f(lambda x: x)
""",
        witness="import json\nassert json.dumps([1]) == '[1]'",
    ),
    "write_of_an_item": Attack(
        """
import statistics
def f(_write_, _getitem_, /):
    vars(statistics)["mean"] = None
f(lambda x: x, lambda o, i: o)
""",
        witness="import statistics\nassert statistics.mean([3]) == 3",
    ),
    "getitem": Attack("""
def f(_getitem_, /):
    take(f.__globals__["__builtins__"])
f(lambda o, i: o)
"""),
    "print": Attack("""
def f(_print_, print, /):
    print(open(FILE).read())
f(None, print)
"""),
    "lambda": Attack("import random\n(lambda _getattr_, /: print(random._os.environ))(getattr)"),
    "class_method": Attack("""
import random
class C:
    def f(self, _getattr_, _write_, /):
        print(random._os.environ)
C().f(1, 2)
"""),
    "async_function": Attack("""
import random
async def f(_getattr_, /):
    print(random._os.environ)
try:
    f(1).send(None)
except StopIteration:
    pass
"""),
    "names_of_this_language": Attack("""
import random
def f(getattr, write, through, pure, type, match, token, hook, /):
    return getattr(random, "_os").environ
print(f(lambda o, n: o._os if n == "_os" else o, *[None] * 7))
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_guards_are_not_shadowed(walls: Walls, wall: str, name: str) -> None:
    """A parameter may be called anything; the guard is found under another name."""
    walls.judge(wall, ATTACKS[name])
