"""Row 30: the parser normalises identifiers (NFKC) after a filter on the text has looked.

CrewAI PR#4643, n8n CVE-2025-68668 and others filter the text.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "letters_that_look_alike": Attack(
        "w = [c for c in ().__\u1d9class__.__b\u1d43se__.__subcl\u1d43sses__() "
        "if c.__n\u1d43me__ == '_wrap_close'][0]\ntake(w.__init__.__glob\u1d43ls__['__builtins__'])"
    ),
    "mathematical_alphabet": Attack(
        "def f(): pass\ntake(f.__\U0001d420\U0001d425\U0001d428\U0001d41b\U0001d41a\U0001d425"
        "\U0001d42c__['__builtins__'])"
    ),
    "fullwidth_letters": Attack("g = (x for x in ())\ntake(g.\uff47i_\uff46rame.f_builtins)"),
    "fullwidth_underscores": Attack("def f(): pass\ntake(f._\uff3fglobals_\uff3f['__builtins__'])"),
    "all_underscores": Attack(
        "def f(): pass\ntake(f.\uff3f\uff3fglobals\uff3f\uff3f['__builtins__'])",
        closed="no name begins like that",
    ),
    "name_of_a_variable": Attack("take(_\uff3fbuiltins\uff3f\uff3f)"),
    "presentation_forms_for_vertical": Attack(
        "def f(): pass\ntake(f._\ufe33globals__['__builtins__'])"
    ),
    "import_in_disguise": Attack("import \u1d52s\nprint(os.environ)"),
    "private_name_in_disguise": Attack("import random\nprint(random._\u1d52s.environ)"),
    "keyword_argument_in_disguise": Attack("def f(**kw): take(kw['x'])\nf(x=_\uff3fbuiltins__)"),
    "ligature": Attack(
        "try: 1/0\nexcept Exception as e: take(e.__tr\u1d43ceback__.tb_fr\u1d43me.f_builtins)"
    ),
    "binding_in_disguise": Attack(
        "class C:\n    def __redu\u1d9ce__(self): return take, (__import__('builtins'),)\n"
        "import copy\ncopy.copy(C())"
    ),
    "text_in_disguise_to_getattr": Attack(
        "def f(): pass\ntake(getattr(f, '__\uff47lobals__')['__builtins__'])",
        closed="getattr does not normalise texts",
    ),
    "format_field_in_disguise": Attack(
        "import uuid\nprint('{0.__\uff47lobals__[os].environ}'.format(uuid.uuid4))",
        closed="fields of a format are not normalised",
    ),
    "match_keyword_in_disguise": Attack(
        "def f(): pass\nmatch f:\n"
        "    case object(__glob\u1d43ls__=g):\n        take(g['__builtins__'])"
    ),
    "global_statement_in_disguise": Attack(
        "def f():\n    global _\uff3fbuiltins__\n    take(__builtins__)\nf()"
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_names_in_disguise_are_judged_as_what_they_are(walls: Walls, wall: str, name: str) -> None:
    """Judged in the form in which CPython compiles them."""
    walls.judge(wall, ATTACKS[name])
