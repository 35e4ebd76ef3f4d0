"""CVE-2023-41039, GHSA-xjw2-6jm9-rf67 (RestrictedPython 6.2, 7.0): ``str.format`` and ``format_map``.

And with it: CVE-2026-76825, GHSA-hp3v-5vw7-fx9w (RestrictedPython 8.4: ``string.Formatter``),
CVE-2025-24359 (asteval: ``format`` of an f-string field), CVE-2019-10906 (Jinja2: ``format_map``).
The technique in general is test_t02.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

FIELD = "{0.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}"

ATTACKS = {
    "str_class": Attack(f"import uuid\nprint(str.format({FIELD!r}, uuid.uuid4))"),
    "str_class_map": Attack(
        f"import uuid\nprint(str.format_map({FIELD.replace('0', 'x')!r}, {{'x': uuid.uuid4}}))"
    ),
    "formatter": Attack(
        f"import string, uuid\nprint(string.Formatter().format({FIELD!r}, uuid.uuid4))"
    ),
    "formatter_vformat": Attack(
        f"import string, uuid\nprint(string.Formatter().vformat({FIELD!r}, (uuid.uuid4,), {{}}))"
    ),
    "formatter_get_field": Attack("""
import string, uuid
field = "0.__globals__[os].environ"
print(string.Formatter().get_field(field, (uuid.uuid4,), {})[0][VARIABLE])
"""),
    "formatter_of_a_subclass": Attack(f"""
from string import Formatter
import uuid
class F(Formatter):
    def get_value(self, key, args, kwargs): return uuid.uuid4
print(F().format({FIELD!r}))
"""),
    "formatter_of_the_private_module": Attack("""
import _string, uuid
found = uuid.uuid4
for is_attribute, name in _string.formatter_field_name_split("0.__globals__[os].environ")[1]:
    found = getattr(found, name) if is_attribute else found[name]
print(found[VARIABLE])
"""),
    "template_with_an_attribute_pattern": Attack("""
import string, uuid
class T(string.Template):
    idpattern = "[a-z._]+"
class M:
    def __getitem__(self, path):
        found = uuid.uuid4
        for name in path.split(".")[1:]:
            found = getattr(found, name)
        return found
text = T("$x.__globals__").substitute(M())
print(text, uuid.uuid4.__globals__["os"].environ)
"""),
    "format_spec_of_an_own_object": Attack("""
import uuid
class F:
    def __format__(self, spec): return spec.format(uuid.uuid4)
field = "{0.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}"
print(f"{F():{field}}")
"""),
    "conversion_and_index": Attack(
        "import uuid\nprint('{0[0].__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]!s:>1}'.format([uuid.uuid4]))"
    ),
    "asteval_f_string": Attack("""
import uuid
print(f"{uuid.uuid4.__globals__['os'].environ!r}")
"""),
    "jinja_escaped_text": Attack("""
import uuid
class Markup(str):
    def format_map(self, mapping): return str.format_map(self, mapping)
field = "{x.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}"
print(Markup(field).format_map({"x": uuid.uuid4}))
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_format_traverses_nothing(walls: Walls, wall: str, name: str) -> None:
    """A field is read by the language's rule; there is no Formatter."""
    walls.judge(wall, ATTACKS[name])
