# ruff: noqa: E501  (attacks stand on lines of their own)
"""Attacks by what library text and C code hand to a client's functions, or call on its behalf.

Each leaves in ``out`` what it took, and does so in plain Python (with what stands for the real thing
there).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from loot import taken_in_plain_python, taken_when_guarded

from guardedflame.sandbox.guard.files import SessionFiles
from guardedflame.sandbox.guard.services import Services

HEAD = "out = None\n"

#: A list laid over memory that was lent and freed gives any object by its address.
OVER_FREED_MEMORY = """
import io, struct, json
class File(io.RawIOBase):
    def readinto(self, buf):
        global view
        view = buf
        return 0
    def readable(self): return True
f = io.BufferedReader(File())
f.read(1)
del f
L = [None] * (len(view) // 8)
v = view.cast("P")
fake = struct.pack("<QQqqQQq", 1 << 30, id(bytearray), 1 << 62, 1 << 62, 0, 0, 0)
v[0] = id(fake) + 32
mem = L[0]
at = id(json.dumps)
v[1] = int.from_bytes(mem[at + 16:at + 24], "little")
out = L[1]["__builtins__"]["open"]
v[0] = v[1] = id(None)
del mem
"""

ATTACKS = {
    "a_buffered_reader_lends_its_memory": OVER_FREED_MEMORY,
    # RawIOBase.read of C gives as many bytes as readinto says, whatever the buffer has.
    "raw_read_believes_what_readinto_says": """
import io
class File(io.RawIOBase):
    def readable(self): return True
    def readinto(self, buf): return 5000
got = File().read(10)
if len(got) > 10: out = got
""",
    # By a descriptor's __get__ a class method is bound to the class of anything: here, of a class.
    "partialmethod_binds_to_the_metaclass": """
import functools
T = functools.partialmethod(classmethod(lambda cls: cls)).__get__(int)()
out = T("X", (), {"__getattribute__": object.__getattribute__, "__instancecheck__": 1})
""",
    "singledispatchmethod_binds_to_the_metaclass": """
import functools
s = functools.singledispatchmethod(classmethod(lambda cls, x: cls))
T = s.__get__(int)(1)
out = T("X", (), {"__getattribute__": object.__getattribute__, "__instancecheck__": 1})
""",
    # Library text calls what it is given: globals() is then of the library's module.
    "finalize_calls_globals": """
import weakref
class O: pass
o = O()
out = weakref.finalize(o, globals)().get("finalize")
""",
    "finalize_calls_eval": """
import weakref
class O: pass
o = O()
out = weakref.finalize(o, eval, "finalize")()
""",
    "finalize_calls_locals": """
import weakref
class O: pass
o = O()
out = weakref.finalize(o, locals)().get("self")
""",
    "finalize_calls_exec": """
import weakref
class O: pass
o = O()
weakref.finalize(o, exec, "class finalize: pass")()
if "finalize" not in globals(): out = "written into weakref"
""",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_the_attack_works_where_nothing_guards(name: str, tmp_path: Path) -> None:
    """Or it would prove nothing."""
    assert taken_in_plain_python(HEAD + ATTACKS[name], str(tmp_path))


@pytest.mark.parametrize("name", ATTACKS)
def test_what_library_code_calls_is_lent_nothing(name: str, tmp_path: Path) -> None:
    """No memory, no class and no namespace of the library's comes to a client's function."""
    services = Services(files=SessionFiles(str(tmp_path)))
    assert (
        taken_when_guarded(
            HEAD + ATTACKS[name], also=("eval", "exec", "compile"), services=services
        )
        is None
    )
