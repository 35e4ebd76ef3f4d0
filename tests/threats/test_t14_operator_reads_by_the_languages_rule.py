"""Row 14: ``operator.attrgetter``, ``methodcaller`` and ``itemgetter`` read attributes in C."""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "attrgetter": Attack("""
import operator, uuid
take(operator.attrgetter("__globals__")(uuid.uuid4)["__builtins__"])
"""),
    "attrgetter_dotted": Attack("""
from operator import attrgetter
class C:
    def m(self): pass
take(attrgetter("m.__func__.__globals__")(C())["__builtins__"])
"""),
    "attrgetter_several": Attack("""
import operator, uuid
g, b = operator.attrgetter("__globals__", "__builtins__")(uuid.uuid4)
take(b)
"""),
    "attrgetter_mapped": Attack("""
from operator import attrgetter as a
import uuid
for g in map(a("__glo" + "bals__"), [uuid.uuid4]):
    take(g["__builtins__"])
"""),
    "attrgetter_of_a_lying_text": Attack("""
import operator, uuid
class S(str):
    def split(self, *a): return ["__name__"]
    def startswith(self, *a): return False
    def __contains__(self, x): return False
take(operator.attrgetter(S("__globals__"))(uuid.uuid4)["__builtins__"])
"""),
    "attrgetter_as_a_key": Attack("""
import operator, uuid
class D:
    def __init__(self, d): self.d = d
    def __lt__(self, other):
        take(self.d["__builtins__"])
        return True
read = operator.attrgetter("__globals__")
sorted([uuid.uuid4, uuid.uuid1], key=lambda f: D(read(f)))
"""),
    "methodcaller": Attack("""
import operator
found = operator.methodcaller("__reduce_ex__", 2)(take and type("C", (), {})())
take(found[0].__globals__["__builtins__"])
"""),
    "methodcaller_of_getattribute": Attack("""
import operator, uuid
take(operator.methodcaller("__getattribute__", "__globals__")(uuid.uuid4)["__builtins__"])
"""),
    "methodcaller_of_subclasses": Attack("""
import operator
for c in operator.methodcaller("__subclasses__")(object):
    if c.__name__ == "_wrap_close":
        take(operator.attrgetter("__init__.__globals__")(c)["__builtins__"])
"""),
    "methodcaller_of_format": Attack("""
import operator, uuid
field = "{0.__globals__[os].environ[GUARDEDFLAME_TEST_SECRET]}"
print(operator.methodcaller("format", uuid.uuid4)(field))
"""),
    "itemgetter_of_a_dictionary": Attack("""
import operator, statistics
take(operator.itemgetter("__builtins__")(vars(statistics)))
"""),
    "call_of_what_is_refused": Attack("""
import operator
take(operator.call(__import__, "builtins"))
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_operator_reads_by_the_languages_rule(walls: Walls, wall: str, name: str) -> None:
    """What is read by name is judged by name, in whatever order it is called."""
    walls.judge(wall, ATTACKS[name])
