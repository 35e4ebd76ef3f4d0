"""Row 19: inspect, gc, traceback, sys and linecache find frames and objects of everybody."""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "inspect_stack": Attack("import inspect\ntake(inspect.stack()[-1].frame.f_builtins)"),
    "inspect_currentframe": Attack("import inspect\ntake(inspect.currentframe().f_builtins)"),
    "inspect_getmodule": Attack(
        "import inspect\ntake(inspect.getmodule(inspect.stack).__builtins__)"
    ),
    "inspect_getattr_static": Attack("""
import inspect, uuid
take(inspect.getattr_static(type(take), "__globals__").__get__(uuid.uuid4)["__builtins__"])
"""),
    "inspect_getclosurevars": Attack("""
import inspect, statistics
take({**inspect.getclosurevars(statistics.mean).builtins, **vars(inspect.builtins)})
"""),
    "gc_get_objects": Attack("""
import gc
for each in gc.get_objects():
    if type(each) is dict and each.get("__name__") == "builtins":
        take(each)
        break
"""),
    "gc_get_referrers": Attack("""
import gc
for each in gc.get_referrers(len):
    if type(each) is dict and each.get("__name__") == "builtins":
        take(each)
        break
"""),
    "gc_get_referents": Attack("""
import gc, uuid
for each in gc.get_referents(uuid.uuid4):
    if type(each) is dict and "__builtins__" in each:
        take(each["__builtins__"])
"""),
    "sys_getframe": Attack("import sys\ntake(sys._getframe(1).f_builtins)"),
    "sys_current_frames": Attack("""
import sys
take(list(sys._current_frames().values())[0].f_builtins)
"""),
    "sys_modules": Attack("import sys\nprint(sys.modules['os'].environ)"),
    "trace_function": Attack("""
import sys
def trace(frame, event, argument):
    sys.settrace(None)
    take(frame.f_builtins)
sys.settrace(trace)
def f(): pass
f()
"""),
    "profile_function": Attack("""
import sys
def profile(frame, event, argument):
    sys.setprofile(None)
    take(frame.f_builtins)
sys.setprofile(profile)
def f(): pass
f()
"""),
    "traceback_walk_stack": Attack("""
import traceback
take([frame for frame, _ in traceback.walk_stack(None)][-1].f_builtins)
"""),
    "linecache": Attack("import linecache\nprint(linecache.getlines(FILE))"),
    "weak_references": Attack("""
import weakref
class C: pass
c = C()
r = weakref.ref(c)
take(weakref.finalize.__init__.__globals__["__builtins__"])
"""),
    "excepthook": Attack("""
import sys
def hook(kind, value, traceback):
    take(traceback.tb_frame.f_builtins)
sys.excepthook = hook
try:
    1 / 0
except Exception:
    sys.excepthook(*sys.exc_info())
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_graph_of_objects_is_walked(walls: Walls, wall: str, name: str) -> None:
    """None of these modules is there, and in a worker the graph holds no secret."""
    walls.judge(wall, ATTACKS[name])
