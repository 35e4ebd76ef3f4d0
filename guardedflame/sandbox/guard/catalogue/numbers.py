"""numbers: abstract classes."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "numbers",
    names=("Complex", "Integral", "Number", "Rational", "Real"),
)
