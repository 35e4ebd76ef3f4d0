"""RestrictedPython 8.5 and 9.0 (no CVE): what each new Python brought past the guards.

8.5: ``ag_frame ag_code ag_await``, lazy imports past ``__import__`` (PEP 810), unpacking past
``_getiter_`` (PEP 798). 9.0 (#335): builtins that iterate in C. In general: test_t06, test_t29.
"""

from __future__ import annotations

import sys

import pytest

from escapes import WALLS, Attack, Walls

OLD = "this CPython has no such syntax" if sys.version_info < (3, 15) else ""

ATTACKS = {
    "ag_frame": Attack("async def f(): yield\ntake(f().ag_frame.f_builtins)"),
    "ag_code": Attack("""
async def f(): yield
code = f().ag_code
def g(): pass
g.__code__ = (lambda: b).__code__.replace(co_names=("__builtins__",))
take(g())
"""),
    "ag_await": Attack("""
class Stop:
    def __await__(self): yield
async def f():
    await Stop()
    yield
g = f()
anext(g).send(None)
take(g.ag_await.gi_frame.f_builtins)
"""),
    "lazy_import": Attack("lazy import os\nprint(os.environ)", closed=OLD),
    "lazy_import_from": Attack("lazy from os import environ\nprint(environ)", closed=OLD),
    "unpacking_in_a_comprehension": Attack(
        "import random\nprint([*m.environ.values() for m in [random._os]])", closed=OLD
    ),
    "sorted_subclasses": Attack("""
for c in sorted(object.__subclasses__(), key=id):
    if c.__name__ == "_wrap_close": take(c.__init__.__globals__["__builtins__"])
"""),
    "zip_of_a_module": Attack("""
import random
for name, value in zip(vars(random), vars(random).values()):
    if name == "_os": print(value.environ)
"""),
    "bytes_and_reversed": Attack("""
class B:
    def __iter__(self):
        take((lambda: 0).__globals__["__builtins__"])
        return iter(b"")
bytes(B())
tuple(reversed(list(B())))
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_restrictedpython_8_5_and_9_0_new_syntax_brings_nothing_past(
    walls: Walls, wall: str, name: str
) -> None:
    """A release's new internals and syntax are unknown here, and so refused."""
    walls.judge(wall, ATTACKS[name])
