"""Row 22: pickle, marshal, shelve and copy call what ``__reduce__`` names.

CVE-2026-31048 (Pyro3: pickle) has its wire side in test_w14 and the serializer's own tests.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

#: What the hook would have called.
CALL = """(__import__("builtins").eval, ("print(open(%r).read())" % FILE,))"""

ATTACKS = {
    "pickle_round_trip": Attack(f"""
import pickle
class X:
    def __reduce__(self): return {CALL}
pickle.loads(pickle.dumps(X()))
"""),
    "pickle_by_hand": Attack("""
import pickle
pickle.loads(b"cbuiltins\\neval\\n(V__import__('os').system('cat " + FILE.encode() + b"')\\ntR.")
"""),
    "copy": Attack(f"""
import copy
class X:
    def __reduce__(self): return {CALL}
copy.copy(X())
"""),
    "deepcopy": Attack(f"""
import copy
class X:
    def __reduce_ex__(self, protocol): return {CALL}
copy.deepcopy([X()])
"""),
    "reduce_in_the_instance": Attack(f"""
import copy
class X: pass
x = X()
vars(x)["__reduce_ex__"] = lambda protocol: {CALL}
x.__reduce_ex__ = lambda protocol: {CALL}
X.__reduce_ex__ = lambda self, protocol: {CALL}
copy.copy(x)
"""),
    "reduce_by_setattr": Attack(f"""
import copy
class X: pass
setattr(X, "__redu" + "ce__", lambda self: {CALL})
copy.copy(X())
"""),
    "reduce_by_a_loop_target": Attack(f"""
import copy
class X:
    for __reduce__ in [lambda self: {CALL}]: pass
copy.copy(X())
"""),
    "reduce_by_an_import": Attack("""
import copy
class X:
    from builtins import eval as __reduce_ex__
class Y:
    def __reduce__(self): return "x"
take(X.__reduce_ex__("__import__('builtins')"))
"""),
    "state_that_runs": Attack("""
import copy
class X:
    def __init__(self): self.a = 1
    def __setstate__(self, state): take((lambda: 0).__globals__["__builtins__"])
copy.copy(X())
"""),
    "reduce_by_getattr": Attack(f"""
import copy
class X:
    def __getattr__(self, name):
        if name == "__reduce_ex__": return lambda protocol: {CALL}
        raise AttributeError(name)
X.__reduce_ex__ = property(lambda self: lambda protocol: {CALL})
copy.copy(X())
"""),
    "setstate_of_another": Attack(
        """
import copy, json
class X:
    def __reduce__(self): return (lambda: json.JSONEncoder), (), (None, {"default": 1})
copy.copy(X())
""",
        witness="import json\nassert json.JSONEncoder.default != 1",
    ),
    "getnewargs_and_new": Attack("""
import copy
class X(int):
    def __getnewargs_ex__(self): return (take(__import__("builtins")),), {}
copy.copy(X(1))
X(1).__reduce_ex__(2)
"""),
    "copyreg": Attack("""
import copy, copyreg
class X: pass
copyreg.pickle(X, lambda x: (take, (__import__("builtins"),)))
copy.copy(X())
"""),
    "deepcopy_of_a_method": Attack("""
import copy
class X:
    def __deepcopy__(self, memo): return take(__import__("builtins"))
copy.deepcopy(X())
"""),
    "marshal_of_code": Attack("""
import marshal, types
code = marshal.loads(marshal.dumps(compile("take(__builtins__)", "x", "exec")))
types.FunctionType(code, globals())()
"""),
    "shelve": Attack("import shelve\nshelve.open(DIRECTORY + '/x').close()"),
    "state_of_random": Attack(f"""
import random
class X(random.Random):
    def __reduce__(self): return {CALL}
import copy
copy.copy(X())
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_reduce_hook_is_asked(walls: Walls, wall: str, name: str) -> None:
    """Copies ask no hook, and there is no pickle."""
    walls.judge(wall, ATTACKS[name])
