"""Row 29: builtins iterate in C, past any guard on iteration.

RestrictedPython 9.0 (#335: ``bytes sorted tuple zip reversed``). Iteration is not guarded here:
what can be iterated is what matters.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "tuple_of_subclasses": Attack("""
for c in tuple(object.__subclasses__()):
    if c.__name__ == "_wrap_close":
        take(c.__init__.__globals__["__builtins__"])
"""),
    "sorted_names_of_a_module": Attack("""
import random
for name, value in sorted(vars(random).items(), key=lambda pair: pair[0]):
    if name == "_os":
        print(value.environ)
"""),
    "dict_of_a_module": Attack(
        "import statistics\nd = dict(**statistics.__dict__)\ntake(d['sys'].modules['builtins'])"
    ),
    "zip_of_names_and_values": Attack("""
import random
for name, value in zip(dir(random), map(lambda n: getattr(random, n), dir(random))):
    if name == "_os":
        print(value.environ)
"""),
    "chain_and_compress": Attack("""
import itertools, random
for value in itertools.chain.from_iterable([vars(random).values()]):
    if hasattr(value, "environ"):
        print(value.environ)
"""),
    "mapping_protocol_of_a_facade": Attack("""
import statistics
class M:
    def keys(self): return dir(statistics)
    def __getitem__(self, name): return getattr(statistics, name)
take({**M()}["sys"].modules["builtins"])
"""),
    "sum_with_a_start": Attack("""
import uuid
class S:
    def __add__(self, name): take(getattr(uuid.uuid4, name)["__builtins__"])
sum(["__globals__"], S())
"""),
    "max_of_functions": Attack("""
import uuid
take(max([uuid.uuid4, uuid.uuid1], key=lambda f: len(f.__globals__)).__globals__["__builtins__"])
"""),
    "bytes_of_an_object": Attack("""
class B:
    def __bytes__(self):
        take((lambda: 0).__globals__["__builtins__"])
        return b""
bytes(B())
"""),
    "reversed_and_enumerate": Attack("""
import statistics
for _, m in enumerate(reversed(list(vars(statistics).values()))):
    if hasattr(m, "modules"):
        take(m.modules["builtins"])
"""),
    "unpacking_in_a_call": Attack("""
import statistics
def f(sys=None, **rest): take(sys.modules["builtins"])
f(**vars(statistics))
"""),
    "members_of_a_module_as_data": Attack("""
import copy, json, statistics
take(copy.copy(vars(statistics))["sys"].modules["builtins"])
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_iterating_in_c_gives_nothing_away(walls: Walls, wall: str, name: str) -> None:
    """What the language hands out holds nothing else, however it is gone through."""
    walls.judge(wall, ATTACKS[name])
