"""Row 15: ``map``, ``filter``, ``partial``, ``reduce``, ``key=`` and callbacks call what they get.

simpleeval 1.0.3 (a dangerous function handed over as a callback).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

#: What every ``eval`` would be given.
TEXT = "take(__builtins__)"

ATTACKS = {
    "map": Attack(f"list(map(eval, [{TEXT!r}]))"),
    "filter": Attack(f"list(filter(exec, [{TEXT!r}]))"),
    "sorted_key": Attack(f"sorted([{TEXT!r}], key=eval)"),
    "max_key": Attack(f"max([{TEXT!r}, '1'], key=exec, default=0)"),
    "partial": Attack(f"import functools\nfunctools.partial(eval, {TEXT!r})()"),
    "reduce_of_getattr": Attack("""
import functools, uuid
g = functools.reduce(getattr, ["__globals__"], uuid.uuid4)
take(g["__builtins__"])
"""),
    "callback_of_re_sub": Attack("""
import re
re.sub("x", lambda m: str(take(__import__("builtins"))), "x")
"""),
    "callback_that_is_a_builtin": Attack("""
import re
class M(str):
    def group(self): return 0
found = []
re.sub(".+", lambda m: found.append(eval(m.group())) or "", "take(__builtins__)")
"""),
    "iter_of_two": Attack("""
import functools
for b in iter(functools.partial(__import__, "builtins"), None):
    take(b)
    break
"""),
    "defaultdict": Attack("""
import collections, functools
take(collections.defaultdict(functools.partial(__import__, "builtins"))["x"])
"""),
    "starmap_and_accumulate": Attack("""
import itertools, uuid
for g in itertools.starmap(getattr, [(uuid.uuid4, "__globals__")]):
    take(g["__builtins__"])
"""),
    "cached_property_of_eval": Attack("""
import functools
class S(str):
    run = functools.cached_property(eval)
S("print(open(%r).read())" % FILE).run
"""),
    "hook_of_json": Attack("""
import json
json.loads('{"a": "take(__builtins__)"}', object_hook=lambda d: eval(d["a"]))
json.loads('[1e5]', parse_float=lambda t: exec("take(__builtins__)"))
"""),
    "exit_stack": Attack("""
import contextlib
with contextlib.ExitStack() as stack:
    stack.callback(exec, "take(__builtins__)", globals())
"""),
    "lru_cache": Attack("""
import functools
functools.lru_cache(eval)("take(__builtins__)")
functools.lru_cache()(exec)("take(__builtins__)")
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_callee_is_out_of_sight(walls: Walls, wall: str, name: str) -> None:
    """The callee is a guard or a refusal wherever it is called from."""
    walls.judge(wall, ATTACKS[name])
