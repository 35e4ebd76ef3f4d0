"""The text of a UnicodeDecodeError, on CPythons that read it out of any memory (gh-123378).

Invariant: after ``mend`` no ``str()`` of such an error reads a byte that is not in its object.

CPython's C code tells the byte at ``object[start]`` and does not look if ``start`` is below zero,
and anybody can make an error that says so. The name cannot stand for another class, as ``except``
takes the interpreter's own. So the one function is exchanged, where the type has it and where its
subclasses find it, and only if both are found where they should be.
"""

from __future__ import annotations

import ctypes
import functools
import types
from collections.abc import Callable
from typing import Any, Final

from guardedflame.errors import ConfinementError

_WORD: Final = ctypes.sizeof(ctypes.c_void_p)
_STR_OF_TYPE: Final = 17 * _WORD  # tp_str
_FUNCTION_OF_SLOT: Final = 6 * _WORD  # d_wrapped of a slot wrapper
_SIGNATURE: Any = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.py_object)

_parts: Final[dict[str, Callable[[UnicodeDecodeError], Any]]] = {
    name: vars(UnicodeDecodeError)[name].__get__
    for name in ("encoding", "end", "object", "reason", "start")
}


def text_of(error: UnicodeDecodeError) -> str:
    """Return the text that CPython has for the error; raises nothing."""
    try:
        encoding, reason = str(_parts["encoding"](error)), str(_parts["reason"](error))
        # Last, when no more code of the client's runs.
        content, start, end = (_parts[name](error) for name in ("object", "start", "end"))
        head = f"'{encoding}' codec can't decode "
        if 0 <= start < bytes.__len__(content) and end == start + 1:
            byte = bytes.__getitem__(content, start)
            return f"{head}byte 0x{byte:02x} in position {start}: {reason}"
        return f"{head}bytes in position {start}-{end - 1}: {reason}"
    except BaseException:  # of the client's own __str__, or an error that __init__ never saw
        return ""


@functools.cache
def mend() -> None:
    """Exchange the function where CPython needs it. Raises ConfinementError."""
    outside = bytes(1)
    if "byte 0x" not in str(UnicodeDecodeError("utf-8", outside, -1, 0, "")):
        return
    slot = vars(UnicodeDecodeError)["__str__"]
    if type(slot) is not types.WrapperDescriptorType:
        raise ConfinementError("the interpreter's UnicodeDecodeError is not as it should be")
    places = [
        ctypes.c_void_p.from_address(id(UnicodeDecodeError) + _STR_OF_TYPE),
        ctypes.c_void_p.from_address(id(slot) + _FUNCTION_OF_SLOT),
    ]
    if places[0].value != places[1].value:
        raise ConfinementError("the interpreter's UnicodeDecodeError is not as it should be")
    made = _SIGNATURE(text_of)
    _KEPT.append(made)
    for place in places:
        place.value = ctypes.cast(made, ctypes.c_void_p).value
    if "byte 0x" in str(UnicodeDecodeError("utf-8", outside, -1, 0, "")):
        raise ConfinementError("the interpreter's UnicodeDecodeError cannot be mended")


#: What C holds a pointer to must never go away.
_KEPT: Final[list[object]] = []
