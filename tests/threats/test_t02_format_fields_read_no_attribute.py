"""Row 2: a field of a format string reads attributes and items in C code, of whatever it is given.

CVE-2023-41039 (RestrictedPython), CVE-2019-10906 (Jinja2), CVE-2025-24359 (asteval),
CVE-2026-0863 (n8n).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

#: To the environment, from a function of the library.
FIELD = "__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]"

ATTACKS = {
    "format": Attack(f"import uuid\nprint('{{0.{FIELD}}}'.format(uuid.uuid4))"),
    "format_map": Attack(f"import uuid\nprint('{{u.{FIELD}}}'.format_map({{'u': uuid.uuid4}}))"),
    "to_a_module": Attack(
        "import statistics\n"
        "print('{0.__globals__[sys].modules[canary_of_the_server].SECRET}'.format("
        "statistics.mean))"
    ),
    "unbound": Attack(f"import uuid\nprint(str.format('{{0.{FIELD}}}', uuid.uuid4))"),
    "bound_and_kept": Attack(
        f"import uuid\nf = ''.join(['{{0.__glo', '{FIELD[5:]}}}']).format\n"
        "print(list(map(f, [uuid.uuid4])))"
    ),
    "inherited": Attack(f"""
import uuid
class S(str):
    def go(self, x): return super().format(x)
print(S("{{0.{FIELD}}}").go(uuid.uuid4))
"""),
    "super_by_hand": Attack(f"""
import uuid
class S(str): pass
print(super(S, S("{{0.{FIELD}}}")).format(uuid.uuid4))
"""),
    "in_the_format_spec": Attack(f"""
import uuid
class Said:
    def __format__(self, spec): return spec
print("{{1:{{0.{FIELD}}}}}".format(uuid.uuid4, Said()))
"""),
    "by_getattribute": Attack(
        "import uuid\nclass S(str): pass\n"
        f"print(object.__getattribute__(S('{{0.{FIELD}}}'), 'format')(uuid.uuid4))"
    ),
    "by_getattribute_of_super": Attack(f"""
import uuid
class S(str):
    def go(self, name): return super().__getattribute__(name)
print(S("{{0.{FIELD}}}").go("format")(uuid.uuid4))
"""),
    "own_getattribute": Attack(f"""
import uuid
class S(str):
    def __getattribute__(self, name):
        return str.__getattribute__(self, "for" + "mat")
print(S("{{0.{FIELD}}}").anything(uuid.uuid4))
"""),
    "partial": Attack(
        f"import functools, uuid\nprint(functools.partial(str.format, '{{0.{FIELD}}}')(uuid.uuid4))"
    ),
    "methodcaller": Attack(
        "import operator, uuid\n"
        f"print(operator.methodcaller('format', uuid.uuid4)('{{0.{FIELD}}}'))"
    ),
    "getattr": Attack(f"import uuid\nprint(getattr('{{0.{FIELD}}}', 'for' + 'mat')(uuid.uuid4))"),
    "captured_by_match": Attack(f"""
import uuid
match "{{0.{FIELD}}}":
    case str(format=f):
        print(f(uuid.uuid4))
"""),
    "inside_a_container": Attack(f"import uuid\nprint('{{0[0].{FIELD}}}'.format([uuid.uuid4]))"),
    "from_a_session_function": Attack(
        "def f(): pass\nprint('{0.__builtins__[__import__].__self__}'.format(f))\n"
        "print('{0.__globals__}'.format(take))\n"
        "take('x' and f.__globals__['__builtins__'])"
    ),
    "type_of_text": Attack(f"import uuid\nprint(type('')('{{0.{FIELD}}}').format(uuid.uuid4))"),
    "class_attribute": Attack(f"""
import uuid
class F(str):
    go = str.format
print(F("{{0.{FIELD}}}").go(uuid.uuid4))
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_format_fields_read_no_attribute(walls: Walls, wall: str, name: str) -> None:
    """A field is read by the language's own rule, however the formatting is reached."""
    walls.judge(wall, ATTACKS[name])
