"""Attacks that borrow a class or a function of the library to change the library for later code.

Found by an independent attacker (attack round 2). ``uuid.UUID`` and ``json.dumps`` are the
witnesses: both are functions and classes that the server's own code uses.
"""

from __future__ import annotations

import contextlib
import json
import uuid

import pytest

from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import guarded_language

ATTACKS = {
    # typing.final, typing.dataclass_transform and abc.abstractmethod set attributes on
    # library objects.
    "final_and_abstractmethod_mark_library": """
import abc, json, uuid, typing
typing.final(uuid.UUID)
typing.dataclass_transform()(json.dumps)
abc.abstractmethod(json.dumps)
""",
    # UUID.__init__ called with the class itself as self rewrites the library class.
    "library_init_writes_library_class": """
import uuid
uuid.UUID.__init__(uuid.UUID, int=0)
""",
    # nonlocal __x in a class rebinds _C__x while the flag for _C__x is still trusted
    # (fe1db02; refused since).
    "nonlocal_mangled_name_keeps_flag": """
import json, uuid
class O: pass
o = O(); o.a = 1
def f(_C__x):
    class C:
        def set(self, v):
            nonlocal __x
            __x = v
    C().set(uuid.UUID)
    _C__x.default = 1
f(o)
""",
    # A session subclass of typing's alias class forwards attribute writes to its origin.
    "typing_alias_subclass_writes_library_class": """
import typing, json, uuid
class A(type(typing.List), _root=True): pass
A(uuid.UUID, 0).default = lambda s, o: "pwned"
""",
    # UserDict.copy uses the real copy module, which obeys __reduce_ex__ in vars(o): any
    # setattr on anything.
    "userdict_copy_obeys_reduce": """
import collections, json, uuid
class O: pass
o = O(); o.data = {}
vars(o)["__reduce_ex__"] = lambda p: ((lambda: uuid.UUID), (), (None, {"default": 1}))
collections.UserDict.copy(o)
""",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_library_object_stays_as_it_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The witnesses have the attributes they had, and no others."""
    monkeypatch.setattr(uuid.UUID, "hex", uuid.UUID.hex)
    monkeypatch.setattr(uuid.UUID, "__doc__", uuid.UUID.__doc__)
    before = dict(vars(uuid.UUID)), dict(vars(json.dumps))
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    with contextlib.suppress(Exception):
        language.execute(ATTACKS[name])
    after = dict(vars(uuid.UUID)), dict(vars(json.dumps))
    for attribute in after[0].keys() - before[0].keys():
        delattr(uuid.UUID, attribute)
    for attribute in after[1].keys() - before[1].keys():
        delattr(json.dumps, attribute)
    assert after == before
