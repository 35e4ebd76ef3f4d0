# ruff: noqa: E501  (attacks stand on lines of their own)
"""Attacks by answers that C code or the library believes: what a call made, what a place is, a truth.

Each leaves in ``out`` what it took.
"""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path
from typing import Any

import pytest
from loot import run_guarded, taken_in_plain_python, taken_when_guarded

from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.files import SessionFiles
from guardedflame.sandbox.guard.language import guarded_language
from guardedflame.sandbox.guard.services import Services

HEAD = "out = None\n"

#: In plain Python there is something to take as well, or the attack would prove nothing.
ATTACKS = {
    # The proxy says that it is an array; C knows better, and converts while it has its hands in one.
    "a_proxy_of_an_array_is_no_array": """
import array, weakref
class Number:
    def __float__(self):
        global out
        if len(a) > 5: out = "converted while the array grows"
        return 2.0
class A(array.array):
    def __iter__(self): yield Number()
a = array.array("d", [1] * 5)
keep = A("d")
a.extend(weakref.proxy(keep))
""",
    # CPython's mapping of signals points into a context that it does not hold.
    "an_alias_tells_the_signals_of_a_context": """
import decimal, typing
found = typing.Annotated[decimal.Context(), 1].flags
if type(found).__name__ == "SignalDict": out = found
""",
    "a_class_without_a_registry_writes_into_that_of_its_base": """
import abc
class C(abc.ABC): pass
del C._abc_impl
C.register(int)
if isinstance(1, abc.ABC): out = "all numbers are ABC"
""",
    "a_class_without_a_registry_by_delattr": """
import abc
class C(abc.ABC): pass
delattr(C, "_abc_impl")
C.register(complex)
if isinstance(1j, abc.ABC): out = "all numbers are ABC"
""",
    # Not to be renamed where the library looks for bad names, to be where it refuses underscores.
    "fields_are_renamed_and_are_not": """
import collections
class Both:
    asked = 0
    def __bool__(self):
        self.asked += 1
        return self.asked > 1
N = collections.namedtuple("N", ["__class__"], rename=Both())
if isinstance(N(dict), dict): out = N
""",
    # By its state C looks a charset up in a table that has no end.
    "a_text_tells_its_decoder_a_state": """
import io, struct
text = io.TextIOWrapper(io.BytesIO(b"abc" * 100), encoding="iso2022_jp")
try:
    text.seek(int.from_bytes(struct.pack("<qiiib", 0, 0x13131313, 0, 0, 0), "little"))
    out = "told"
except OSError: pass
""",
    "a_text_gets_another_decoder_on_its_way": """
import io, struct
class Raw(io.BytesIO):
    def flush(self):
        global done
        if not done:
            done = True
            text.reconfigure(encoding="iso2022_jp")
done = True
text = io.TextIOWrapper(Raw(b"abc" * 100), encoding="utf-16")
done = False
text.seek(int.from_bytes(struct.pack("<qiiib", 0, 0x13131313, 0, 0, 0), "little"))
out = "told"
""",
    "a_file_tells_its_decoder_a_state": """
import struct
with open("a.txt", "w") as file: file.write("a" * 100)
with open("a.txt", encoding="ISO-2022-KR") as file:
    try:
        file.seek(int.from_bytes(struct.pack("<qiiib", 0, 0x13131313, 0, 0, 0), "little"))
        out = "told"
    except OSError: pass
""",
    "a_decoder_is_told_a_state": """
import codecs
decoder = codecs.getincrementaldecoder("iso2022_jp")()
decoder.setstate((b"", 0x1313131313131313))
out = "told"
""",
    # What bytes() returns can be the client's own, and its text what the library keeps a format by.
    "a_format_is_kept_under_another_name": """
import struct
class S(str):
    def __hash__(self): return hash("<iIhH")
    def __eq__(self, other): return True
class Text(bytes):
    def decode(self, *a): return S("<Q")
class B(bytes):
    def __bytes__(self): return Text(b"<Q")
struct.calcsize(S("<Q") if struct.calcsize.__module__ == "_struct" else B(b"<Q"))
if struct.calcsize("<iIhH") == 8: out = "all formats are another"
""",
    "a_decoder_that_was_looked_up_is_told_a_state": """
import codecs
decoder = codecs.lookup("iso2022_jp").incrementaldecoder()
decoder.setstate((b"", 0x1313131313131313))
out = "told"
""",
}

#: What is there to take is the guards' doing, or some CPythons' only.
OURS = {
    "a_path_is_completed_by_the_directory_of_the_server": """
import os.path
class S(str):
    asked = 0
    def startswith(self, *a):
        self.asked += 1
        return self.asked < 3
    def __radd__(self, other):
        global out
        out = other
        return other
os.path.relpath(S("x"), S("y"))
""",
    "a_decoder_of_a_name_that_changes": """
import codecs
class Name:
    asked = 0
    def __str__(self):
        self.asked += 1
        return "ascii" if self.asked == 2 else "iso2022_jp"
codecs.getincrementaldecoder(Name())().setstate((b"", 0x1313131313131313))
out = "told"
""",
    # gh-123378: the byte before the object is told, and the one a gigabyte before it.
    "an_error_tells_a_byte_that_is_not_its": """
error = UnicodeDecodeError("utf-8", b"abc", -1, 0, "")
if "byte 0x" in str(error): out = str(error)
""",
    "an_error_of_a_class_of_the_session": """
class Error(UnicodeDecodeError): pass
error = Error("utf-8", b"abc", 0, 1, "")
error.start, error.end = -1, 0
if "byte 0x" in f"{error}": out = str(error)
""",
    "an_error_asked_by_name": """
error = UnicodeDecodeError("utf-8", b"abc", -1, 0, "")
if "byte 0x" in UnicodeDecodeError.__str__(error): out = str(error)
""",
    "an_error_that_changes_while_it_is_told": """
class Error(UnicodeDecodeError): pass
class Reason(str):
    def __str__(self):
        error.start, error.end = -1, 0
        return "reason"
error = Error("utf-8", b"abc", 0, 1, "")
error.reason = Reason()
if "byte 0x" in str(error): out = str(error)
""",
    # CPython 3.13: into the globals of a function goes what the namespace holds.
    "a_namespace_is_made_of_a_function": """
import copy, types
class N(types.SimpleNamespace):
    def __new__(cls, *a, **k): return copy.replace if on else super().__new__(cls)
on = False
n = N()
def order_of(cls):
    global out
    out = cls
    return ()
vars(n)["order_of"] = order_of
on = True
try: n.__replace__()
except AttributeError: pass
copy.replace(int)
""",
    # On CPython 3.12 the member's attribute of a method's name is that of its value.
    "a_member_forwards_to_what_it_holds": """
import enum, typing
class Mixin:
    def _file(self): pass
class E(Mixin, enum.Enum):
    _file = 1
    x: "_file"
class C: pass
C._any = typing.get_type_hints(E)["x"]
c = C()
c._value_ = open("x.txt", "w")
out = c._any.buffer
""",
    "a_member_forwards_where_an_object_says_it_is_a_descriptor": """
import enum
class Says: pass
says = Says()
vars(says)["__set__"] = 1
class Mixin:
    _file = says
class E(Mixin, enum.Enum):
    _file = open("x.txt", "w")
out = E._file._file.buffer
""",
    "a_member_is_taken_for_a_future": """
import asyncio, enum
async def main():
    future = asyncio.get_running_loop().create_future()
    class Mixin:
        _asyncio_future_blocking = True
        def get_loop(self): pass
        def add_done_callback(self, callback, *, context=None):
            global out
            out = context
    class E(Mixin, enum.Enum):
        get_loop = future
    class A:
        def __await__(self): yield E.get_loop
    async def other(): await A()
    asyncio.create_task(other())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
asyncio.run(main())
""",
    "hints_tell_what_a_class_holds": """
import typing
class C(typing.NamedTuple):
    a: "_replace"
found = typing.get_type_hints(C)["a"]
if callable(found): out = found
""",
    # A field hands on to its default what the class calls it.
    "a_property_of_the_library_is_named_anew": """
import dataclasses, fractions
class C:
    pwned: int = dataclasses.field(default=fractions.Fraction.numerator)
out = "named"
""",
}

#: What programs do and go on doing.
HONEST = """
import codecs, enum, io, types
class Bare(UnicodeDecodeError):
    def __init__(self): pass
bare = str(Bare())
deep = UnicodeDecodeError("utf-8", b"abc", 0, 1, "reason")
told = set()
def nest():
    try: nest()
    except RecursionError:
        try: told.add(str(deep))
        except RecursionError: pass
        raise
try: nest()
except RecursionError: pass
try: b"a\\xff".decode()
except UnicodeDecodeError as error: said = str(error)
try: b"a\\xe2\\x82".decode()
except UnicodeDecodeError as error: said_of_two = str(error)
class Method(str, enum.Enum):
    index = "index"
    title = "title"
class Options(types.SimpleNamespace):
    def __new__(cls, **names): return super().__new__(cls)
options = Options(a=1)
decoder = codecs.getincrementaldecoder("iso2022_jp")()
written = "\\u3042\\u3044".encode("iso2022_jp")
first = decoder.decode(written[:5])
state = decoder.getstate()
second = decoder.decode(written[5:])
decoder.setstate(state)
again = decoder.decode(written[5:], True)
text = io.TextIOWrapper(io.BytesIO("\\u3042b\\nc".encode("utf-16")), encoding="utf-16")
text.readline()
place = text.tell()
rest = text.read()
text.seek(place)
rest_again = text.read()
"""


def _attack(name: str) -> str:
    return HEAD + (ATTACKS[name] if name in ATTACKS else OURS[name])


@pytest.mark.parametrize("name", ATTACKS)
def test_the_attack_works_where_nothing_guards(name: str, tmp_path: Path) -> None:
    """Or it would prove nothing."""
    assert taken_in_plain_python(_attack(name), str(tmp_path))


@pytest.mark.parametrize("name", [*ATTACKS, *OURS])
def test_c_code_is_told_nothing_it_would_believe(name: str, tmp_path: Path) -> None:
    """Nothing is read or written that an answer of the client's only claims to be there."""
    services = Services(files=SessionFiles(str(tmp_path)))
    assert taken_when_guarded(_attack(name), services=services) is None


def test_programs_go_on_as_before() -> None:
    """Errors have CPython's words, members may be called as methods of texts, places are found again."""
    said: dict[str, Any] = run_guarded(HONEST).namespace
    assert said["said"] == "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"
    assert said["said_of_two"] == (
        "'utf-8' codec can't decode bytes in position 1-2: unexpected end of data"
    )
    assert said["bare"] == ""
    assert said["told"] <= {"'utf-8' codec can't decode byte 0x61 in position 0: reason"}
    assert said["options"].a == 1
    assert said["first"] + said["second"] == said["first"] + said["again"] == "\u3042\u3044"
    assert said["rest"] == said["rest_again"] == "c"


def test_a_repr_that_fails_in_a_loop_tells_no_path() -> None:
    """The library would tell of the failure, with the files of its own frames."""
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        language.execute(
            "import asyncio\n"
            "class E(Exception):\n"
            "    def __repr__(self): raise ValueError\n"
            "async def main():\n"
            "    future = asyncio.get_running_loop().create_future()\n"
            "    future.set_exception(E())\n"
            "    del future\n"
            "asyncio.run(main())\n"
        )
    assert "never retrieved" in said.getvalue()
    assert ".py" not in said.getvalue()
    assert sys.prefix not in said.getvalue()
