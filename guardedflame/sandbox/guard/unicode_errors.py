"""The text of a UnicodeDecodeError, on CPythons that read it out of any memory (gh-123378).

Invariant: after ``mend`` no ``str()`` of such an error reads a byte that is not in its object.

CPython's C code tells the byte at ``object[start]`` and does not look if ``start`` is below zero,
and anybody can make an error that says so. The name cannot stand for another class, as ``except``
takes the interpreter's own. So the one function is exchanged, where the type has it and where its
subclasses find it, and only if what is there is what should be.
"""

from __future__ import annotations

import ctypes
import functools
import gc
import types
from collections.abc import Callable
from typing import Any, Final

from guardedflame.errors import ConfinementError

_WORD: Final = ctypes.sizeof(ctypes.c_void_p)
_STR_OF_TYPE: Final = 17 * _WORD  # tp_str
_FUNCTION_OF_SLOT: Final = 6 * _WORD  # d_wrapped of a slot wrapper

_parts: Final[dict[str, Callable[[UnicodeDecodeError], Any]]] = {
    name: vars(UnicodeDecodeError)[name].__get__
    for name in ("encoding", "end", "object", "reason", "start")
}


def text_of(error: UnicodeDecodeError) -> str:
    """Return the text that CPython has for the error; raises what the client's texts raise."""
    encoding, reason = str(_parts["encoding"](error)), str(_parts["reason"](error))
    # Last, when no more code of the client's runs.
    content, start, end = (_parts[name](error) for name in ("object", "start", "end"))
    if content is None:  # no __init__ ran
        return ""
    head = f"'{encoding}' codec can't decode "
    if 0 <= start < bytes.__len__(content) and end == start + 1:
        byte = bytes.__getitem__(content, start)
        return f"{head}byte 0x{byte:02x} in position {start}: {reason}"
    return f"{head}bytes in position {start}-{end - 1}: {reason}"


class _Told:
    """A class whose ``str()`` is a function in Python, as C finds it in the class."""

    def __str__(self) -> str:
        return ""


@functools.cache
def mend() -> None:
    """Exchange the function, once, where CPython needs it. Raises ConfinementError."""
    cls = UnicodeDecodeError
    if not _reads_outside(cls):
        return
    slot = vars(cls)["__str__"]
    (content,) = gc.get_referents(vars(cls))
    before = ctypes.c_void_p.from_address(id(cls) + _STR_OF_TYPE)
    if (
        type(slot) is not types.WrapperDescriptorType
        or type(content) is not dict
        or before.value != ctypes.c_void_p.from_address(id(slot) + _FUNCTION_OF_SLOT).value
    ):
        raise ConfinementError("the interpreter's UnicodeDecodeError is not as it should be")
    # Not a callback of ctypes: what fails in one, at the depth of recursion for example, gives C
    # no object and no error. This is what CPython itself does where a class defines __str__.
    content["__str__"] = text_of
    before.value = ctypes.c_void_p.from_address(id(_Told) + _STR_OF_TYPE).value
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(cls))
    if _reads_outside(cls) or _reads_outside(type("_", (cls,), {})):
        raise ConfinementError("the interpreter's UnicodeDecodeError cannot be mended")


def _reads_outside(cls: type[UnicodeDecodeError]) -> bool:
    return "byte 0x" in str(cls("utf-8", bytes(1), -1, 0, ""))
