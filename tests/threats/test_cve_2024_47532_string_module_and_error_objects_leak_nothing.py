"""CVE-2024-47532 (RestrictedPython 7.3): ``AttributeError.obj`` and the module ``string``.

And with it: CVE-2026-0863 (n8n: formatting and the objects of exceptions). In general: test_t12.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "as_published": Attack("""
import string
try:
    string.Formatter().get_field("a.nothing", [], {"a": string})
except AttributeError as e:
    take(e.obj.__builtins__)
"""),
    "object_of_a_module": Attack("""
import string
try:
    string.nothing
except AttributeError as e:
    take(e.obj.Formatter.get_field.__globals__["__builtins__"])
"""),
    "object_by_getattr": Attack("""
import string
try:
    string.nothing
except AttributeError as e:
    take(getattr(e, "o" + "bj").__builtins__)
"""),
    "error_in_a_format": Attack("""
import statistics
try:
    "{0.nothing}".format(statistics)
except AttributeError as e:
    take(e.obj.__builtins__)
"""),
    "object_printed_by_a_format": Attack("""
import statistics
try:
    "{0.nothing}".format(statistics)
except AttributeError as e:
    print("{0.obj.sys.modules[canary_of_the_server].SECRET}".format(e))
"""),
    "name_of_a_name_error": Attack("""
try:
    undefined_name_of_mine
except NameError as e:
    take(type(e).__init__.__objclass__ and e.__traceback__.tb_frame.f_builtins)
"""),
    "object_of_a_unicode_error": Attack("""
import statistics
class T(str):
    def encode(self, *a): raise UnicodeEncodeError("ascii", "x", 0, 1, "x")
try:
    T("x").encode()
except UnicodeError as e:
    e.object
    take(e.__traceback__.tb_frame.f_builtins)
"""),
    "value_of_a_stop_iteration": Attack("""
def g():
    return statistics
    yield
import statistics
try:
    next(g())
except StopIteration as e:
    take(e.value.__builtins__)
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_string_module_and_error_objects_leak_nothing(walls: Walls, wall: str, name: str) -> None:
    """Neither the object nor the module behind an error is reached."""
    walls.judge(wall, ATTACKS[name])
