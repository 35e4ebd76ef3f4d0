"""Row 28: a binding takes the name under which compiled code looks for its guard.

CVE-2026-55830 (RestrictedPython: a positional-only parameter ``_getattr_``), and its other guards.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

#: What a missing guard would let through: a format field, and a write to a module.
THEN = """
import json, uuid
field = "{0.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}"
"""

#: Names that guards have had, here and in RestrictedPython.
GUARDS = (
    "_getattr_",
    "_getitem_",
    "_getiter_",
    "_write_",
    "_print_",
    "_print",
    "_apply_",
    "_inplacevar_",
    "_unpack_sequence_",
    "_iter_unpack_sequence_",
    "_metaclass",
    "getattr",
    "setattr",
    "vars",
    "type",
)

LOOSE = "lambda *a, **k: a[-1] if a else None"

#: Each way there is to bind a name, for the three that the interpreter itself looks up.
BINDINGS = {
    "assigned": "{name} = table",
    "annotated": "{name}: dict = table",
    "augmented": "{name} = table\n{name} |= {{}}",
    "walrus": "({name} := table)",
    "unpacked": "a, *{name} = 1, table",
    "loop": "for {name} in [table]: pass",
    "comprehension": "[0 for {name} in [table]]",
    "handler": "try: raise ValueError\nexcept ValueError as {name}: pass",
    "with": "import contextlib\nwith contextlib.nullcontext(table) as {name}: pass",
    "import": "import math as {name}",
    "from_import": "from math import pi as {name}",
    "function": "def {name}(*a, **k): return table",
    "class": "class {name}: pass",
    "pattern": "match table:\n    case {name}: pass",
    "rest_of_a_pattern": "match table:\n    case {{**{name}}}: pass",
    "star_of_a_pattern": "match [table]:\n    case [*{name}]: pass",
    "deleted": "{name} = table\ndel {name}",
    "global": "def g():\n    global {name}\n    {name} = table\ng()",
    "parameter": "(lambda {name}: 0)(table)",
    "star_parameter": "(lambda *{name}: 0)(table)",
    "keyword_parameter": "(lambda **{name}: 0)()",
    "exec": "exec('{name} = table')",
    "globals": "globals()['{name}'] = table",
}

ATTACKS = {
    f"{name.strip('_')}_{how}": Attack(
        THEN
        + "table = {'print': print, 'getattr': getattr, 'str': str}\n"
        + binding.format(name=name)
        + "\nprint(field.format(uuid.uuid4))\njson.dumps = 99",
        witness="import json\nassert callable(json.dumps)",
    )
    for name in ("__builtins__", "__import__", "__build_class__")
    for how, binding in BINDINGS.items()
}
ATTACKS |= {
    "positional_only": Attack(
        THEN
        + f"""
def f({", ".join(GUARDS)}, /):
    print(field.format(uuid.uuid4))
f(*[{LOOSE}] * {len(GUARDS)})
"""
    ),
    "positional_only_write": Attack(
        THEN
        + """
def f(_write_, /):
    json.dumps = 99
f(lambda x: x)
""",
        witness="import json\nassert json.dumps([1]) == '[1]'",
    ),
    "keyword_only_and_defaults": Attack(
        THEN
        + f"""
def f(*, {", ".join(f"{name}={LOOSE}" for name in GUARDS)}):
    print(field.format(uuid.uuid4))
f()
"""
    ),
    "variables_of_the_module": Attack(
        "".join(f"{name} = {LOOSE}\n" for name in GUARDS)
        + THEN
        + "print(field.format(uuid.uuid4))\njson.dumps = 99",
        witness="import json\nassert json.dumps([1]) == '[1]'",
    ),
    "functions_of_the_module": Attack(
        "".join(f"def {name}(*a, **k): return a[0]\n" for name in GUARDS)
        + THEN
        + "print(field.format(uuid.uuid4))",
    ),
    "imports": Attack(
        "".join(f"from math import sqrt as {name}\n" for name in GUARDS[:8])
        + THEN
        + "print(field.format(uuid.uuid4))",
    ),
    "comprehension_and_walrus": Attack(
        THEN
        + """
[(_getattr_ := getattr) for _write_ in (1,) for _getiter_ in (2,)]
print([field.format(uuid.uuid4) for _getattr_ in (getattr,)])
"""
    ),
    "handlers_and_with": Attack(
        THEN
        + """
import contextlib
with contextlib.nullcontext(lambda o, n: o) as _getattr_:
    try:
        raise ValueError
    except ValueError as _write_:
        print(field.format(uuid.uuid4))
"""
    ),
    "class_body": Attack(
        THEN
        + """
class C:
    _getattr_ = getattr
    _write_ = lambda self, x: x
    def getattr(self, o, n): return n
    leak = field.format(uuid.uuid4)
print(C.leak)
"""
    ),
    "builtins_as_a_variable": Attack(
        THEN
        + """
__builtins__ = {"print": print, "getattr": getattr}
def f(__builtins__=__builtins__, /): print(field.format(uuid.uuid4))
f()
"""
    ),
    "import_as_a_function": Attack("""
def __import__(name, *rest): return rest
def __build_class__(*a): return a
import os
print(os)
take(__builtins__)
"""),
    "build_class": Attack("""
def __build_class__(body, name, *bases, **kw):
    take(body.__globals__["__builtins__"])
class X: pass
take(__builtins__)
"""),
    "real_names_in_keywords": Attack(
        THEN
        + """
def f(**kw): return field.format(uuid.uuid4)
evil = lambda *a, **k: a[-1]
print(f(**{"<getattr>": evil, "<write>": evil, "<pure>": {str}, "<through>": evil}))
"""
    ),
    "real_names_in_globals": Attack(
        THEN
        + """
evil = lambda value, name: eval("value." + name)
globals()["<getattr>"] = evil
print(field.format(uuid.uuid4))
"""
    ),
    "real_names_in_a_module_that_was_sent": Attack(
        THEN
        + """
import sent
evil = lambda value, name: value
for go in (lambda: setattr(sent, "<getattr>", evil), lambda: setattr(sent, "__builtins__", {}),
           lambda: vars(sent).update({"<getattr>": evil, "<write>": evil})):
    try:
        go()
    except Exception as e:
        print(e)
sent.f(field, uuid.uuid4)
""",
        module="def f(field, x): print(field.format(x))",
    ),
    "real_names_in_a_class": Attack(
        THEN
        + """
class C: pass
setattr(C, "<getattr>", lambda o, n: o)
vars(C()).update({"<getattr>": 1})
class D(C):
    leak = field.format(uuid.uuid4)
print(D.leak)
"""
    ),
    "real_names_deleted": Attack(
        THEN
        + """
b = vars(__builtins__) if not isinstance(__builtins__, dict) else __builtins__
for name in ("<getattr>", "<write>", "<pure>"):
    b.pop(name, None)
print(field.format(uuid.uuid4))
"""
    ),
    "mark_of_the_session": Attack(
        """
import json
class Mine: pass
mark = [name for name in dir(Mine) if "session" in name or "<" in name]
for name in mark + ["_abc_<session>"]:
    setattr(json.JSONEncoder, name, getattr(Mine, name, None))
json.JSONEncoder.encode = lambda self, o: "evil"
""",
        witness="import json\nassert json.JSONEncoder().encode([1]) == '[1]'",
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_guard_is_shadowed(walls: Walls, wall: str, name: str) -> None:
    """Compiled code finds its guards by names that no source can spell."""
    walls.judge(wall, ATTACKS[name])
