"""Attacks on what the language puts into code, and on what it reads again after having looked.

Each leaves in ``out`` what it took.
"""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

import pytest
from loot import run_guarded, taken_in_plain_python, taken_when_guarded

from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import guarded_language

HEAD = "out = None\n"

#: In plain Python there is something to take as well, or the attack would prove nothing.
ATTACKS = {
    # copy takes a name of __slots__ for a slot, and reads str's own format by it.
    "a_slot_that_was_deleted_is_not_copied": """
import copy, uuid
class S(str): __slots__ = ("format", "__dict__")
del S.format
made = copy.copy(S("{0.__module__}"))
out = vars(made)["format"](uuid.uuid4)
""",
    "a_slot_that_was_deleted_is_not_copied_deeply": """
import copy, uuid
class S(str): __slots__ = ("format", "__dict__")
del S.format
made = copy.deepcopy(S("{0.__module__}"))
out = vars(made)["format"](uuid.uuid4)
""",
    "an_addition_in_place_reads_new": """
class Catch:
    def __radd__(self, other):
        global out
        out = other
def f(): pass
f.__new__ += Catch()
""",
    "an_addition_in_place_reads_init": """
class Catch:
    def __radd__(self, other):
        global out
        out = other
class C: pass
C.__init__ += Catch()
""",
    "an_addition_in_place_reads_what_makes_members": """
import enum
class Catch:
    def __radd__(self, other):
        global out
        if type(other).__name__.startswith("builtin"): out = other
class E(enum.Enum):
    A = 1
[E.A][0]._new_member_ += Catch()
""",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_is_read_raw(attack: str) -> None:
    """What is read or copied is what the language would read."""
    taken = taken_when_guarded(HEAD + ATTACKS[attack])
    assert taken is None


@pytest.mark.parametrize("attack", ATTACKS)
def test_plain_python_has_something_to_take(attack: str, tmp_path: Path) -> None:
    """The attack works where nothing guards."""
    assert taken_in_plain_python(HEAD + ATTACKS[attack], str(tmp_path))


#: Plain Python reads once, and so what the property says.
_HIDDEN = """
import collections.abc
class Catch:
    def __radd__(self, other):
        global out
        if type(other).__name__ == "method": out = other
class C(collections.abc.Set):
    def __contains__(self, each): return False
    def __iter__(self): return iter(())
    def __len__(self): return 0
    @property
    def _hash(self):
        del C._hash
        return 1
[C()][0]._hash += Catch()
"""


def test_what_was_looked_at_is_not_read_again() -> None:
    """An addition in place reads an attribute once, by the guard."""
    assert taken_when_guarded(HEAD + _HIDDEN) is None


def test_slots_in_a_dict_are_names_only() -> None:
    """A name that is put into ``__slots__`` later is no slot, and is not copied."""
    taken = taken_when_guarded(
        HEAD
        + """
import copy, uuid
class S(str): __slots__ = {"__dict__": ""}
S.__slots__["format"] = ""
made = copy.copy(S("{0.__module__}"))
if "format" in vars(made): out = vars(made)["format"](uuid.uuid4)
"""
    )
    assert taken is None


def test_slots_are_copied() -> None:
    """What is in slots is in the copy, names of two underscores too."""
    language = run_guarded(
        """
import copy
class A:
    __slots__ = ("one", "__two", "empty")
    def __init__(self): self.one, self.__two = [1], [2]
    def both(self): return self.one, self.__two, hasattr(self, "empty")
before = A()
after = copy.copy(before)
deep = copy.deepcopy(before)
same = before.both() == after.both() == deep.both()
apart = after.one is before.one and deep.one is not before.one
"""
    )
    assert language.namespace["same"]
    assert language.namespace["apart"]


#: An AttributeError whose fields CPython fills in by asking the client's class.
_FILLED_IN = """
import contextlib
got = []
class E(AttributeError):
    name = property(lambda self: "x", lambda self, value: None)
    obj = property(lambda self: None, lambda self, value: got.append(value))
class C(contextlib.AbstractContextManager):
    def __exit__(self, *details): pass
    @property
    def _hidden(self): raise E()
    def read(self): return self._hidden
c = C()
for read in (lambda: c._hidden, lambda: [c][0]._hidden, c.read):
    try: read()
    except E: pass
"""


def test_an_errors_setter_is_not_given_the_stand_in() -> None:
    """CPython tells the client's own AttributeError which object it was: the client's."""
    got = run_guarded(_FILLED_IN).namespace["got"]
    assert isinstance(got, list)
    assert {type(each).__name__ for each in got} <= {"C"}


@pytest.mark.skipif(sys.version_info < (3, 13), reason="properties have names from 3.13 on")
def test_a_field_in_a_field_renames_no_property_of_the_library() -> None:
    """Fields hand on what they are called to their default, which may be a field."""
    run_guarded(
        """
import dataclasses, uuid
class C: pwned = dataclasses.field(default=dataclasses.field(default=uuid.UUID.hex))
"""
    )
    assert vars(uuid.UUID)["hex"].__name__ == "hex"


#: A class pattern's stand-in is judged, and bound again by another source before it is used.
_SWAPPED = """
out = None
import abc
class Judged(abc.ABC): __match_args__ = ("name",)
class Other(abc.ABC): __match_args__ = ("gi_frame",)
def generator(): yield 1
running = generator()
Judged.register(type(running)); Other.register(type(running))
class Holder: pass
holder = Holder()
holder.values = Other
match running:
    case _ if exec("match 0:\\n case holder.values(): pass", globals()): pass
    case Judged(found): out = found
"""


def test_two_sources_share_no_stand_in_of_a_class() -> None:
    """A pattern matches the class that was looked at, whatever ran since."""
    pytest.importorskip("pandas")
    language = guarded_language(
        modules={**dict.fromkeys(CATALOGUE, "*"), "numpy": "*", "pandas": "*"},
        builtins_also=("exec",),
    )
    language.execute(_SWAPPED)
    assert type(language.namespace["out"]).__name__ != "frame"


def test_stand_ins_are_no_names_of_a_class() -> None:
    """``vars`` of a class with a match statement in its body shows what source can spell."""
    language = run_guarded("class C:\n match 1:\n  case int(x): pass\nfound = [*vars(C)]")
    found = language.namespace["found"]
    assert isinstance(found, list)
    assert all(name.isidentifier() for name in found)
