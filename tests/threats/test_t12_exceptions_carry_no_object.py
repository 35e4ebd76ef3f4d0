"""Row 12: AttributeError has the object it was raised for, NameError its name.

CVE-2024-47532 (RestrictedPython), CVE-2026-0863 (n8n).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "published": Attack("""
import statistics
try:
    statistics.nothing
except AttributeError as e:
    print(e.obj.__loader__.get_data(FILE))
"""),
    "by_getattr": Attack("""
import statistics
try:
    statistics.nothing
except AttributeError as e:
    take(getattr(e, "ob" + "j").__builtins__)
"""),
    "by_match": Attack("""
import statistics
try:
    statistics.nothing
except AttributeError as e:
    match e:
        case AttributeError(obj=m):
            take(m.__builtins__)
"""),
    "by_attrgetter": Attack("""
import operator, statistics
try:
    statistics.nothing
except AttributeError as e:
    take(operator.attrgetter("obj.__builtins__")(e))
"""),
    "by_format": Attack("""
import statistics
try:
    statistics.nothing
except AttributeError as e:
    print("{0.obj.sys.modules[canary_of_the_server].SECRET}".format(e))
"""),
    "by_the_class": Attack("""
import statistics
try:
    statistics.nothing
except AttributeError as e:
    take(AttributeError.obj.__get__(e).__builtins__)
"""),
    "of_a_subclass": Attack("""
import statistics
class Mine(AttributeError):
    def look(self): return self.obj
    def deeper(self): return super().obj
try:
    statistics.nothing
except AttributeError as e:
    mine = Mine("x", name="nothing", obj=None)
    mine.__init__("x", obj=getattr(e, "obj"))
    take(mine.look().__builtins__)
"""),
    "string_formatter": Attack("""
import string, statistics
field, _ = string.Formatter().get_field("0.__builtins__", (statistics,), {})
take(field)
"""),
    "raised_inside_the_library": Attack("""
import statistics
class D(dict):
    def __getattr__(self, name):
        raise AttributeError("x", name=name, obj=statistics)
try:
    D().nothing
except AttributeError as e:
    take(vars(type(e))["obj"].__get__(e).__builtins__)
"""),
    "raised_for_a_guard": Attack("""
for call in (lambda: getattr(statistics_like(), "x"), lambda: vars(1), lambda: setattr(1, "x", 1)):
    try:
        call()
    except Exception as e:
        for name in ("obj", "__traceback__", "__context__"):
            found = getattr(e, name, None)
            print(name, found)
            if name == "__traceback__" and found is not None:
                take(found.tb_frame.f_builtins)
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_exceptions_carry_no_object(walls: Walls, wall: str, name: str) -> None:
    """The object behind an error stays there."""
    walls.judge(wall, ATTACKS[name])
