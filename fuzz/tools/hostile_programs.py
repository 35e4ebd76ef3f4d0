"""The words of programs that want out, looked up in the library of the running CPython.

Invariant: the grammar itself is data, in ``grammars/hostile.txt``.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator

from modules_of_library import catalogue_modules

from derivation import Grammar
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.catalogue import CATALOGUE

CANARY = "canary-7c41b0"


def _private_names() -> Iterator[str]:
    """The underscore names of the library: of its modules, their classes and their functions."""
    for module in catalogue_modules():
        for value in (module, *vars(module).values()):
            if isinstance(value, type | types.ModuleType):
                yield from (each for each in vars(value) if type(each) is str)
    for value in (len, CANARY.format, _private_names, _private_names(), 1, BaseException, type):
        yield from dir(value)


@functools.cache
def grammar() -> Grammar:
    """Return the grammar; what a library's objects are made of is looked up in the library.

    ``W`` is any word, ``A`` one that the compiler does not refuse by itself, as most programs
    should run; ``D`` is one that a class body may define, ``Lf`` a name of a module.
    """
    found = sorted({name for name in _private_names() if name.isidentifier()})
    special = [name for name in found if names.is_dunder(name)]
    private = [name for name in found if name[:1] == "_" and not names.is_dunder(name)]
    internal = sorted(names.INTERNAL_ATTRIBUTES)
    words = (*_OFTEN.split() * 8, *internal, *special, *private)
    readable = tuple(word for word in words if not names.refused_attribute(word))
    plain = tuple(word for word in readable if word[:1] != "_") * 8
    definable = tuple(name for name in sorted(names.DEFINABLE))
    words_of = {"A": readable + plain, "D": definable, "W": words, "Lf": tuple(_functions())}
    return Grammar("hostile.txt", words_of)


def prelude() -> str:
    """Return what runs before each program: most modules, and one of each kind of object."""
    modules = [name for name, entry in CATALOGUE.items() if entry.names and _is_there(name)]
    return f"import {', '.join(modules)}\n{grammar().texts['prelude']}"


def _is_there(module: str) -> bool:
    """Say if the prelude imports a module: those that are run anew in each session take long."""
    return module != "__future__" and (CATALOGUE[module].adopted is None or module in _ADOPTED)


def _functions() -> Iterator[str]:
    """What the facades have to be called, but for what would never end."""
    for module, entry in CATALOGUE.items():
        for name in entry.names:
            if module == "__future__" or f"{module}.{name}" in _ENDLESS:
                continue
            if _is_there(module):
                yield f"{module}.{name}"
            else:
                yield f"__import__({module!r}, fromlist=({name!r},)).{name}"


_ADOPTED = frozenset(["collections", "contextlib", "functools", "random", "string"])
_ENDLESS = frozenset(
    ["asyncio.sleep", "itertools.count", "itertools.cycle", "itertools.repeat", "time.sleep"]
)


#: What escapes are made of, as far as names go.
_OFTEN = """
x y m c up gen co args send throw format format_map mro obj register with_traceback
__class__ __dict__ __globals__ __init__ __new__ __call__ __getattribute__ __setattr__
__subclasses__ __self__ __func__ __code__ __closure__ __wrapped__ __builtins__ __mro__
__bases__ __reduce_ex__ __get__ __annotations__ __match_args__ __getattr__ __traceback__
__context__ gi_frame cr_frame f_back f_globals tb_frame tb_next _x __x sys _os environ
canary_of_the_server _x_canary _replace _make _asdict dumps loads
"""
