"""numbers: abstract classes."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    'numbers',
    names=tuple("Complex Integral Number Rational Real".split()),
)
