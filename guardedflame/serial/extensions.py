"""The extension codes of the guarded codec: what each holds.

Invariant: a code, once released, keeps its meaning.
"""

from __future__ import annotations

from typing import Final

TUPLE: Final = 1  # array
SET: Final = 2  # array
FROZENSET: Final = 3  # array
DICT: Final = 4  # array: key, value, key, value; for keys that are no plain scalars
TUPLES: Final = 5  # array of arrays of plain scalars: a list of tuples, a table's rows
OBJECTS: Final = 6  # [name, [state, ...]]: a list of objects of one class
ROWS: Final = 7  # the same, each state a tuple of plain scalars
OBJECT: Final = 8  # [name, state]
MARKED: Final = 9  # [code of the whole or 0, value with lists only, marks]: serial/guarded_marks.py
COLUMNS: Final = 10  # [name, [[field, ...], ...]]: a list of objects of one class, field by field
BYTEARRAY: Final = 16  # the bytes
INT: Final = 17  # two's complement, little endian
COMPLEX: Final = 18  # two big-endian doubles
DECIMAL: Final = 19  # text, ASCII
UUID: Final = 20  # 16 bytes
DATE: Final = 21  # ISO text
TIME: Final = 22  # [ISO text, fold]
DATETIME: Final = 23  # [ISO text without offset, fold, offset]; offset as TIMEDELTA or nil
TIMEDELTA: Final = 24  # [days, seconds, microseconds]
TIMEZONE: Final = 25  # [days, seconds, microseconds] of its offset

ALL: Final = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
