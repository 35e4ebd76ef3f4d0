"""Row 5: a generator's frame leads to its caller's, and so on out of the sandbox.

CVE-2023-37271 (RestrictedPython), simpleeval 1.0.3.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

#: Down the stack to a frame that has the real builtins, by names that no static rule sees.
DOWN = """
def down(frame):
    while getattr(frame, "f_" + "back"):
        frame = getattr(frame, "f_" + "back")
    take(getattr(frame, "f_" + "globals")["__builtins__"])
"""

ATTACKS = {
    "published": Attack("""
def f():
    yield g.gi_frame.f_back.f_back
g = f()
frame = [x for x in g][0]
take(frame.f_globals["__builtins__"] if frame else g.gi_frame)
"""),
    "while_it_runs": Attack(f"""{DOWN}
def f():
    down(g.gi_frame)
    yield
g = f()
next(g)
"""),
    "builtins_of_the_frame": Attack("g = (x for x in ())\ntake(g.gi_frame.f_builtins)"),
    "by_getattr": Attack(f"""{DOWN}
def f():
    down(getattr(g, "gi_" + "frame"))
    yield
g = f()
next(g)
"""),
    "by_attrgetter": Attack(f"""{DOWN}
import operator
def f():
    down(operator.attrgetter("gi_frame")(g))
    yield
g = f()
next(g)
"""),
    "by_match": Attack(f"""{DOWN}
def f():
    match g:
        case object(gi_frame=frame):
            down(frame)
    yield
g = f()
next(g)
"""),
    "by_match_args": Attack(f"""{DOWN}
import abc
class G(abc.ABC):
    __match_args__ = ("gi_frame",)
def f():
    match g:
        case G(frame):
            down(frame)
    yield
g = f()
G.register(type(g))
next(g)
"""),
    "by_format": Attack("""
g = (x for x in ())
print("{0.gi_frame.f_builtins[__import__].__self__}".format(g))
print("{0.gi_frame.f_globals[take].__globals__}".format(g))
take(getattr(g, "gi_frame").f_builtins)
"""),
    "what_it_yields_from": Attack(f"""{DOWN}
def inner():
    yield getattr(outer_one, "gi_" + "yieldfrom")
def outer():
    yield from inner()
outer_one = outer()
found = next(outer_one)
def f():
    down(getattr(g, "gi_" + "frame"))
    yield
g = f()
next(g)
"""),
    "of_a_generator_expression": Attack(f"""{DOWN}
g = (down(getattr(g, "gi_frame")) for _ in [0])
next(g)
"""),
    "of_a_context_manager": Attack(f"""{DOWN}
import contextlib
@contextlib.contextmanager
def managed():
    down(getattr(cm, "ge" + "n").gi_frame)
    yield
cm = managed()
with cm:
    pass
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_generator_frames_lead_nowhere(walls: Walls, wall: str, name: str) -> None:
    """No frame is had, and in a worker its builtins open nothing."""
    walls.judge(wall, ATTACKS[name])
