# ruff: noqa: E501  (attacks stand on lines of their own)
"""Attacks by objects that are taken for classes, classes for objects, and texts for names of files.

Each leaves in ``out`` what it took.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from loot import run_guarded, taken_in_plain_python, taken_when_guarded

from guardedflame.sandbox.guard.files import SessionFiles
from guardedflame.sandbox.guard.services import Services

HEAD = "out = None\n"

#: In plain Python there is something to take as well, or the attack would prove nothing.
ATTACKS = {
    # For a SyntaxError the parser looks its line up in the file of the name that it was told.
    "the_parser_reads_the_file_it_is_told": """
import ast
place = PLACE
try: ast.parse("1 +", place)
except SyntaxError as error:
    if "canary" in error.text: out = error.text
""",
    # What has __bases__ passes for a class with singledispatch, which compares it with real ones.
    "singledispatch_shows_the_metaclass": """
import functools
got = []
class Evil:
    def __eq__(self, other):
        got.append(other)
        return self is other
    def __hash__(self): return 1
class M(type): pass
o, top = Evil(), Evil()
vars(o)["__bases__"] = ()
vars(top)["__bases__"] = (o, M)
vars(top)["__mro__"] = (object,)
try: functools.singledispatch(print).dispatch(top)
except Exception: pass
for T in got:
    try: out = T("X", (), {"__getattribute__": object.__getattribute__, "__instancecheck__": 1})
    except Exception: pass
""",
    # A metaclass whose class is the session's own is a class before it is an object.
    "metaclass_of_a_metaclass": """
class MM(type): pass
class M(type, metaclass=MM): pass
M.__hash__ = lambda c: 5
M.__eq__ = lambda c, o: True
class A(metaclass=M): pass
if A == int: out = "A class that is equal to others"
""",
    "proxy_of_a_metaclass": """
import weakref
class MM(type): pass
class M(type, metaclass=MM): pass
p = weakref.proxy(M)
p.__hash__ = lambda c: 5
p.__eq__ = lambda c, o: True
class A(metaclass=M): pass
if A == int: out = "A class that is equal to others"
""",
    # A key is asked for its parts, and the name of a package is put together with what it answers.
    "a_zone_imports_what_its_key_says": """
import zoneinfo
asked = []
class R:
    def __radd__(self, other):
        asked.append(other)
        return ["nothing"]
class L:
    def __getitem__(self, s): return R() if isinstance(s, slice) else "nothing"
class S(str):
    def startswith(self, *a): return False
    def split(self, *a): return L()
try: zoneinfo.ZoneInfo(S("nope"))
except Exception: pass
if asked: out = asked
""",
    # C reads one record of pointers behind those that the file has, if an index says so.
    "a_zone_reads_behind_its_records": """
import datetime, io, struct, zoneinfo
def tzif(trans, idx, kinds):
    def block(size):
        head = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, len(trans), len(kinds), 4)
        times = struct.pack(f">{len(trans)}{size}", *trans) + bytes(idx)
        return head + times + b"".join(struct.pack(">lbb", *each) for each in kinds) + b"UTC" + bytes(1)
    return block("l") + block("q") + b"\\nUTC0\\n"
try: out = zoneinfo.ZoneInfo.from_file(io.BytesIO(tzif([0, 10**6, 2 * 10**9], [0, 1, 0], [(3600, 0, 0)])))
except IndexError: pass
""",
    # Characters to skip, less than none: the end of the line is looked for before the text.
    "a_place_before_the_text": """
import io, struct
place = int.from_bytes(struct.pack("<qiii", 0, 0, 5, -8) + bytes(1), "little")
text = io.TextIOWrapper(io.BytesIO(b"a" * 10))
try:
    text.seek(place)
    text.readline()
except IndexError: out = "looked before the text"
except OSError: pass
""",
    "a_place_before_the_text_of_a_file": """
import struct
place = int.from_bytes(struct.pack("<qiii", 0, 0, 5, -8) + bytes(1), "little")
with open("a.txt", "w") as file: file.write("a" * 10)
with open("a.txt") as file:
    try:
        file.seek(place)
        file.readline()
    except IndexError: out = "looked before the text"
    except OSError: pass
""",
}

#: There is nothing of the kind in plain Python, or nothing that would be a secret.
OURS = {
    # By the hook of a metaclass's metaclass: the live dictionary of the metaclass.
    "a_hook_tells_the_dictionary_of_a_class": """
class E:
    def __eq__(self, other):
        other["__instancecheck__"] = lambda cls, value: True
        return True
class MM(type):
    def __getattr__(cls, n): return 1
class M(type, metaclass=MM): pass
class C(metaclass=M): pass
M.__getattr__("__dict__") == E()
if isinstance(5, C): out = "all is an instance of C"
""",
    # Set past the class of the object: a parser that is busy would be fed by its own handlers.
    "slots_of_a_parser_are_set": """
import xml.etree.ElementTree
parser = xml.etree.ElementTree.XMLParser().parser
def handler(*args):
    global out
    if out is None:
        object.__setattr__(parser, "_busy", False)
        out = "fed by its handler"
        parser.Parse("<b>")
parser.StartElementHandler = handler
parser.EndElementHandler = parser.CharacterDataHandler = parser.DefaultHandlerExpand = None
parser.Parse("<a>")
""",
    "slots_of_a_parser_are_deleted": """
import xml.etree.ElementTree
parser = xml.etree.ElementTree.XMLParser().parser
object.__delattr__(parser, "_busy")
out = "deleted"
""",
    "names_of_adopted_text_are_told": """
import functools, inspect, typing
def mine(a: "_session"): pass
functools.update_wrapper(inspect.getdoc, mine)
out = typing.get_type_hints(inspect.getdoc)["a"]
""",
    "a_signature_shows_what_makes_objects": """
import inspect, uuid
class Evil:
    def __eq__(self, other):
        global out
        try: out = other(uuid.UUID)
        except Exception: pass
        return False
    __hash__ = None
class C:
    __init__ = Evil()
inspect.signature(C)
""",
    "an_enum_shows_what_makes_objects": """
import enum, uuid
class E(enum.Enum):
    A = 1
out = E._new_member_(uuid.UUID)
""",
    "init_subclass_of_a_protocol": """
import typing
typing.SupportsInt.__init_subclass__()
out = "ran on the library's own class"
""",
}

#: Takes ``enum.global_enum`` of adopted text as it stands there.
GLOBAL_ENUM = """
class All:
    def __contains__(self, x): return True
class Liar: pass
liar = Liar()
vars(liar)["__module__"] = "tempfile"
vars(liar)["__members__"] = {"<pure>": All()}
try: global_enum(liar)
except TypeError: pass
import enum
class E(enum.Enum):
    A = 1
E._member_map_["<pure>"] = All()
global_enum(E)
"""


def _attack(name: str, directory: Path) -> str:
    kept = directory / "kept.txt"
    kept.write_text("canary\n", encoding="utf-8")
    source = ATTACKS[name] if name in ATTACKS else OURS[name]
    return HEAD + source.replace("PLACE", repr(str(kept)))


@pytest.mark.parametrize("name", ATTACKS)
def test_the_attack_works_where_nothing_guards(name: str, tmp_path: Path) -> None:
    """Or it would prove nothing."""
    assert taken_in_plain_python(_attack(name, tmp_path), str(tmp_path))


@pytest.mark.parametrize("name", [*ATTACKS, *OURS])
def test_what_is_no_class_is_taken_for_none(name: str, tmp_path: Path) -> None:
    """No class, dictionary or file of the server's comes to a client, and no check is got around."""
    services = Services(files=SessionFiles(str(tmp_path / "own")))
    (tmp_path / "own").mkdir()
    assert taken_when_guarded(_attack(name, tmp_path), services=services) is None


def test_global_enum_binds_names_of_its_own_module_only() -> None:
    """No key that source could not spell comes into a namespace, and none into another's."""
    language = run_guarded("import inspect, tempfile")
    library = next(
        each for each in vars(language.importer).values() if type(each).__name__ == "Library"
    )
    language.namespace["global_enum"] = library.module("enum").global_enum
    language.execute(GLOBAL_ENUM)
    assert "<pure>" not in library.namespace("tempfile")
    assert "<pure>" not in language.namespace
    assert "A" in language.namespace
