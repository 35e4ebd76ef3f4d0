"""CVE-2023-37271, GHSA-wqc8-x2pr-7jqh (RestrictedPython 6.1): ``gi_frame`` and ``f_back``.

And with it: RestrictedPython 7.2 (``safer_getattr`` gave what the compiler refused), simpleeval
1.0.3. The technique in general is test_t05.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "as_published": Attack("""
def test():
    def f():
        nonlocal g
        yield g.gi_frame.f_back.f_back
    g = f()
    g = [x for x in g][0]
    if g:
        g = g.f_back.f_back if g.f_back else g
        take(g.f_globals["__builtins__"])
test()
q = (q.gi_frame.f_back for _ in [1])
frame = [*q][0]
while frame.f_back:
    frame = frame.f_back
take(frame.f_globals["__builtins__"])
"""),
    "safer_getattr": Attack("""
q = (getattr(getattr(q, "gi_frame"), "f_back") for _ in [1])
frame = [*q][0]
while getattr(frame, "f_back", None):
    frame = getattr(frame, "f_back")
take(getattr(frame, "f_globals")["__builtins__"])
"""),
    "safer_getattr_with_a_default": Attack("""
q = (x for x in ())
frame = getattr(q, "gi_frame", None)
take(getattr(frame, "f_builtins", None) or {})
"""),
    "safer_getattr_of_a_str_subclass": Attack("""
class S(str):
    def startswith(self, x): return False
    def __contains__(self, x): return False
q = (x for x in ())
take(getattr(getattr(q, S("gi_frame")), S("f_builtins")))
"""),
    "safer_getattr_of_format": Attack("""
import uuid
f = getattr("{0.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}", "format")
print(f(uuid.uuid4), getattr(str, "format")("{0.__class__}", f))
"""),
    "safer_getattr_by_type": Attack("""
take(type.__getattribute__(type("C", (), {}), "__init__") and
     object.__getattribute__(lambda: 0, "__globals__")["__builtins__"])
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_generator_frames_walk_nowhere(walls: Walls, wall: str, name: str) -> None:
    """Refused as written, by getattr, and by getattr with a lying name."""
    walls.judge(wall, ATTACKS[name])
