"""decimal: the context is the thread's own."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "decimal",
    names=(
        "BasicContext",
        "Clamped",
        "Context",
        "ConversionSyntax",
        "Decimal",
        "DecimalException",
        "DecimalTuple",
        "DefaultContext",
        "DivisionByZero",
        "DivisionImpossible",
        "DivisionUndefined",
        "ExtendedContext",
        "FloatOperation",
        "HAVE_CONTEXTVAR",
        "HAVE_THREADS",
        "Inexact",
        "InvalidContext",
        "InvalidOperation",
        "MAX_EMAX",
        "MAX_PREC",
        "MIN_EMIN",
        "MIN_ETINY",
        "Overflow",
        "ROUND_05UP",
        "ROUND_CEILING",
        "ROUND_DOWN",
        "ROUND_FLOOR",
        "ROUND_HALF_DOWN",
        "ROUND_HALF_EVEN",
        "ROUND_HALF_UP",
        "ROUND_UP",
        "Rounded",
        "Subnormal",
        "Underflow",
        "getcontext",
        "localcontext",
        "setcontext",
    ),
)
