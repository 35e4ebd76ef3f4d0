"""Row 7: the traceback of an exception holds the frames it went through.

CVE-2026-39888 (PraisonAI).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

#: From a traceback to the real builtins, by names that no static rule sees.
OUT = """
def out_of(traceback):
    frame = getattr(traceback, "tb_" + "frame")
    while getattr(frame, "f_" + "back"):
        frame = getattr(frame, "f_" + "back")
    take(getattr(frame, "f_" + "globals")["__builtins__"])
"""

ATTACKS = {
    "published": Attack("""
try:
    1 / 0
except Exception as e:
    frame = e.__traceback__.tb_frame
    while frame.f_back:
        frame = frame.f_back
    take(frame.f_builtins)
"""),
    "by_getattr": Attack(f"""{OUT}
try:
    1 / 0
except Exception as e:
    out_of(getattr(e, "__trace" + "back__"))
"""),
    "third_argument_of_exit": Attack(f"""{OUT}
class C:
    def __enter__(self): return self
    def __exit__(self, kind, value, traceback):
        out_of(traceback)
        return True
with C():
    1 / 0
"""),
    "exit_stack_callback": Attack(f"""{OUT}
import contextlib
def leave(kind, value, traceback):
    out_of(traceback)
    return True
with contextlib.ExitStack() as stack:
    stack.push(leave)
    1 / 0
"""),
    "async_exit": Attack(f"""{OUT}
class C:
    async def __aenter__(self): return self
    async def __aexit__(self, kind, value, traceback):
        out_of(traceback)
        return True
async def main():
    async with C():
        1 / 0
try:
    main().send(None)
except StopIteration:
    pass
"""),
    "thrown_into_a_generator": Attack(f"""{OUT}
def g():
    try:
        yield
    except ValueError as e:
        yield e
one = g()
next(one)
e = one.throw(ValueError("x"))
out_of(getattr(e, "__traceback__"))
"""),
    "in_the_state_of_an_exception": Attack(f"""{OUT}
import copy
try:
    1 / 0
except Exception as e:
    out_of(copy.copy(e).__traceback__ or vars(BaseException)["__traceback__"].__get__(e))
"""),
    "of_a_context": Attack(f"""{OUT}
try:
    try:
        1 / 0
    except ArithmeticError:
        raise ValueError
except ValueError as e:
    out_of(getattr(e.__context__, "__traceback__"))
"""),
    "of_a_group": Attack(f"""{OUT}
try:
    1 / 0
except Exception as e:
    group = ExceptionGroup("g", [e])
    out_of(getattr(group.exceptions[0], "__traceback__"))
"""),
    "with_traceback_of_a_class": Attack(f"""{OUT}
class T:
    def __set__(self, instance, value): out_of(value)
try:
    1 / 0
except Exception as e:
    class E(Exception):
        __traceback__ = property(lambda self: None, lambda self, value: out_of(value))
    out_of(BaseException.__traceback__.__get__(e))
    E().with_traceback(e.__traceback__)
"""),
    "module_traceback": Attack("""
import sys, traceback
try:
    1 / 0
except Exception:
    frame = sys.exc_info()[2].tb_frame
    take(frame.f_builtins)
"""),
    "match": Attack(f"""{OUT}
try:
    1 / 0
except Exception as e:
    match e:
        case Exception(__traceback__=found):
            out_of(found)
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_tracebacks_lead_to_no_frame(walls: Walls, wall: str, name: str) -> None:
    """A traceback that is handed over, as ``__exit__`` is, has nothing readable in it."""
    walls.judge(wall, ATTACKS[name])
