"""An enum is seen before it is whole, by its first member or after one failed.

What the library keeps there for a member that is not made yet makes, in any other class, a member
of whatever it finds: raw writes, ``__init__`` of anything, and on CPython 3.12 reads of any name.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from guardedflame.sandbox.guard.language import guarded_language

LEAK = """
import enum
def leak(value):
    got = []
    class Base(enum.Enum):
        def __init__(self, *a):
            if not got:
                got.append(None)
                try: got[0] = type(self).B
                except AttributeError: pass
    class E(Base):
        A = 1
        B = value
    return got[0]
"""

#: Each prints True where something is read that no member is.
WAYS = {
    "by_the_class_of_the_first_member": "print(leak(2) is not None)",
    "by_the_first_member": """
class Base(enum.Enum):
    def __init__(self, *a): seen.append(hasattr(self, "B") and self.name == "A")
seen = []
class E(Base):
    A = 1
    B = 2
print(any(seen))
""",
    "after_a_member_failed": """
class Base(enum.Enum):
    def __init__(self, *a): 1 / 0
try:
    class E(Base):
        A = 1
        B = 2
        _C = 3
except ZeroDivisionError: E, = Base.__subclasses__()
def found(name, *where):
    for each in where:
        try: return getattr(each, name)
        except AttributeError: pass
print(any(found(name, E, super(E, E)) for name in ("A", "B", "_C")))
print(bool({"A", "B", "_C"} & set(vars(E))), bool({"A", "B", "_C"} & set(E.__dict__)))
import inspect
print(any(type(each).__name__ == "_proto_member" for _, each in inspect.getmembers(E)))
""",
    "by_the_bodys_own_descriptor": """
class First:
    def __get__(self, o, t=None): return None
    def __set_name__(self, owner, name): print(hasattr(owner, "B"))
class E(enum.Enum):
    first = First()
    B = 2
""",
    "by_a_field": """
import dataclasses
class Base(enum.Enum):
    def __init__(self, *a): 1 / 0
try:
    class E(Base):
        A: object = 1
        B: object = 2
except ZeroDivisionError: E, = Base.__subclasses__()
try: fields = dataclasses.fields(dataclasses.dataclass(init=False, eq=False, repr=False)(E))
except Exception: fields = []
print(any(type(each.default).__name__ == "_proto_member" for each in fields))
""",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_members_that_are_not_made_are_not_there(
    way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not by any name, of the class, of a member, of ``super``, nor in ``vars``."""
    language = guarded_language(modules={"enum": "*", "inspect": "*", "dataclasses": "*"})
    language.execute(LEAK + way)
    printed = capsys.readouterr().out.split()
    assert printed
    assert set(printed) == {"False"}, printed


#: Ends with the names of the guards printed, on CPython 3.12.
READS = """
class Holder:
    def __init__(self, *a): pass
class First:
    def __set_name__(self, owner, name):
        owner()._z = 1
class D:
    def __get__(self, o, t=None): return None
class P2:
    _whole = D()
class X(P2):
    first = First()
    _member_type_ = object
    _use_args_ = False
    _new_member_ = staticmethod(lambda cls: Holder())
    _member_names_ = []
    _member_map_ = {}
    _value2member_map_ = {}
    _whole = leak(2)
    def read(self, v):
        self._value_ = v
        return self._whole
print("GUARDS", X().read(globals())["__builtins__"]["<through>"])
"""

#: Ends in freed memory: the coroutine of a task that runs is exchanged.
INITS = """
import asyncio
def init(target, *args):
    class X:
        _member_type_ = object
        _use_args_ = False
        _new_member_ = staticmethod(lambda cls: target)
        _add_member_ = classmethod(lambda *a: None)
        _member_names_ = []
        _member_map_ = {}
        _value2member_map_ = {}
        foo = leak(args)
class Holder: pass
async def other(): return 2
async def main():
    coroutine = other()
    try: init(asyncio.current_task(), coroutine)
    except Exception: pass
    coroutine.close()
    x = [object() for _ in range(1000)]
    await asyncio.sleep(0)
async def outer():
    for i in range(50):
        asyncio.create_task(main())
        for i in range(5): await asyncio.sleep(0)
asyncio.run(outer())
"""

_RUN = """
import sys
from guardedflame.sandbox.guard.language import guarded_language
guarded_language(modules={"enum": "*", "asyncio": "*"}).execute(sys.stdin.read())
"""


@pytest.mark.parametrize("attack", [READS, INITS], ids=["reads", "inits"])
def test_nothing_is_read_or_initialised_by_a_member_in_another_class(attack: str) -> None:
    """In a process of its own, which it used to crash: that one ends by itself."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN],
        input=LEAK + attack,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONMALLOC": "debug"},
    )
    assert done.returncode in {0, 1}, done.returncode
    assert "GUARDS" not in done.stdout
    assert "Through" not in done.stdout


@pytest.mark.parametrize("around", ["{}", "classmethod({})", "staticmethod({})"])
def test_property_of_the_library_is_not_put_into_a_class_in_a_wrapping(around: str) -> None:
    """On CPython 3.11 and 3.12 a class method asks what is in it for an object of the class."""
    language = guarded_language(modules={"fractions": "*"})
    language.execute("import fractions")
    with pytest.raises(AttributeError, match="property of the library"):
        language.execute(f"class C:\n    x = {around.format('fractions.Fraction.numerator')}")


def test_enums_are_made_as_before() -> None:
    """Members with data, aliases, flags, properties, and what the interpreter says of a failure."""
    language = guarded_language(modules={"enum": "*"})
    language.execute(
        "import enum\n"
        "class Planet(enum.Enum):\n"
        "    EARTH = 1, 'blue'\n"
        "    HOME = EARTH\n"
        "    MARS = 2, 'red'\n"
        "    def __init__(self, number, colour):\n"
        "        self.number, self.colour = number, colour\n"
        "    @property\n"
        "    def text(self): return f'{self.number} {self.colour}'\n"
        "class Light(enum.Flag):\n"
        "    RED = enum.auto()\n"
        "    BLUE = enum.auto()\n"
        "    BOTH = RED | BLUE\n"
        "same = Planet.HOME is Planet.EARTH and Light(3) is Light.BOTH\n"
        "seen = [each.text for each in Planet], same\n"
        "try:\n"
        "    class Bad(Planet.__mro__[1]):\n"
        "        A = 1\n"
        "        def __init__(self, value): raise ValueError('no')\n"
        "except ValueError as error: said = repr(error)\n"
    )
    assert language.evaluate("seen") == (["1 blue", "2 red"], True)
    assert language.evaluate("said") == "ValueError('no')"
