"""Row 17: modules hide the modules they use behind an underscore, and nothing else."""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "random_os": Attack("import random\nprint(random._os.environ)"),
    "collections_sys": Attack("import collections\ntake(collections._sys.modules['builtins'])"),
    "by_getattr": Attack("import random\nprint(getattr(random, '_o' + 's').environ)"),
    "from_import": Attack("from random import _os\nprint(_os.environ)"),
    "from_import_as": Attack("from collections import _sys as s\ntake(s.modules['builtins'])"),
    "private_module": Attack("import _io\nprint(_io.open(FILE).read())"),
    "private_module_of_a_package": Attack(
        "import posix as _p\nprint(_p.environ, _p.read(_p.open(FILE, 0), 99))"
    ),
    "forward_reference": Attack("""
import typing
ref = typing.get_args(typing.Optional["__import__('builtins')"])[0]
take(ref._evaluate({}, {}, recursive_guard=frozenset()))
"""),
    "method_of_an_object": Attack("""
import random
m = random.Random()._randbelow
take(getattr(getattr(m, "__func__"), "__globals__")["__builtins__"])
"""),
    "method_of_a_class": Attack("""
import fractions
f = fractions.Fraction._operator_fallbacks
take(getattr(f, "__globals__")["__builtins__"])
"""),
    "member_of_an_enum": Attack("""
import enum
f = enum.Enum._generate_next_value_
take(getattr(f, "__globals__")["__builtins__"])
"""),
    "of_a_subclass": Attack("""
import json
class E(json.JSONEncoder):
    def go(self): return self._one_shot if hasattr(self, "_one_shot") else super().__init__
f = getattr(E().go(), "__func__")
take(getattr(f, "__globals__")["__builtins__"])
"""),
    "cache_of_typing": Attack("""
import typing
f = typing._tp_cache
take(getattr(f, "__globals__")["__builtins__"])
"""),
    "by_attrgetter": Attack(
        "import operator, random\nprint(operator.attrgetter('_os')(random).environ)"
    ),
    "by_match": Attack("""
import random
match random:
    case object(_os=m):
        print(m.environ)
"""),
    "by_format": Attack(
        "import random\nprint('{0._os.environ[GUARDEDFLAME_TEST_SECRET]}'.format(random))"
    ),
    "by_vars": Attack("import random\nprint(vars(random)['_os'].environ)"),
    "mangled": Attack("""
import random
class C:
    def go(self): return random._os, random.__builtins__
m, b = C().go()
take(b)
"""),
    "mangled_to_a_private_name": Attack("""
import sys
class _read:
    def go(self, x): return x.__x
class Own: pass
o = Own()
setattr(o, "_read__x", 1)
print(_read().go(o))
class os:
    def go(self, x): return x.__environ
import random
class _: pass
print(getattr(random, "_os").environ)
"""),
    "dir_and_zip": Attack("""
import random
for name in dir(random):
    if name.endswith("_os"):
        print(getattr(random, name).environ)
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_private_name_of_a_module_is_read(walls: Walls, wall: str, name: str) -> None:
    """No name with an underscore is there, however it is spelled."""
    walls.judge(wall, ATTACKS[name])
