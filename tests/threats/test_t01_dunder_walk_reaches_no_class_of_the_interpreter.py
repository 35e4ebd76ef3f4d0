"""Row 1: from any value to its class, to ``object``, to all classes, to one that has modules."""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "os_wrap_close": Attack("""
for c in ().__class__.__base__.__subclasses__():
    if c.__name__ == "_wrap_close":
        take(c.__init__.__globals__["__builtins__"])
"""),
    "popen_by_name": Attack("""
import re
found = [c for c in "".__class__.__mro__[-1].__subclasses__() if c.__name__ == "Popen"]
if not found:
    b = [c for c in object.__subclasses__() if c.__name__ == "BuiltinImporter"][0]
    w = [c for c in object.__subclasses__() if c.__name__ == "_wrap_close"][0]
    w.__init__.__globals__["__builtins__"]["__import__"]("subprocess")
    found = [c for c in object.__subclasses__() if c.__name__ == "Popen"]
print(found[0](["cat", FILE], stdout=-1).communicate()[0])
"""),
    "names_put_together": Attack("""
u = "_" * 2
def at(o, n): return getattr(o, u + n + u)
classes = at(at(at((), "class"), "base"), "subclasses")()
for c in classes:
    if at(c, "name") == "_wrap_close":
        take(at(at(c, "init"), "globals")[u + "builtins" + u])
"""),
    "mro_method": Attack("""
top = int.mro()[-1]
w = [c for c in type.__subclasses__(top) if c.__name__ == "_wrap_close"][0]
take(vars(w)["__init__"].__globals__["__builtins__"])
"""),
    "mro_method_by_getattr": Attack("""
top = getattr(bool, "m" + "ro")()[-1]
for c in getattr(type, "__subclasses__")(top):
    if c.__name__ == "catch_warnings":
        take(getattr(c(), "_module").__builtins__)
"""),
    "name_that_lies": Attack("""
class N(str):
    def startswith(self, *a): return False
    def __getitem__(self, i): return "x"
    def isidentifier(self): return True
base = getattr(getattr((), N("__class__")), N("__base__"))
w = [c for c in getattr(base, N("__subclasses__"))() if c.__name__ == "_wrap_close"][0]
take(getattr(getattr(w, N("__init__")), N("__globals__"))["__builtins__"])
"""),
    "builtin_importer": Attack("""
i = [c for c in object.__subclasses__() if c.__name__ == "BuiltinImporter"][0]
posix = i.load_module("posix")
print(posix.read(posix.open(FILE, 0), 100))
"""),
    "file_loader": Attack("""
def walk(c):
    for each in type(c).__subclasses__(c) if c is not type else ():
        yield each
        yield from walk(each)
for c in walk(object):
    if c.__name__ == "SourceFileLoader":
        print(c("x", FILE).get_data(FILE))
        break
"""),
    "reduce_ex_gives_a_python_function": Attack("""
class C: pass
take(C().__reduce_ex__(2)[0].__globals__["__builtins__"])
"""),
    "dictionary_of_type": Attack("""
d = type.__dict__
subclasses = d["__subclasses__"]
w = [c for c in subclasses(d["__base__"].__get__(int)) if c.__name__ == "_wrap_close"][0]
take(w.close.__globals__["__builtins__"])
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_dunder_walk_reaches_no_class_of_the_interpreter(
    walls: Walls, wall: str, name: str
) -> None:
    """Nothing is taken, whatever class the walk starts and ends at."""
    walls.judge(wall, ATTACKS[name])
