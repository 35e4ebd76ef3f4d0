"""cmath: numbers to numbers, in C."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "cmath",
    names=(
        "acos",
        "acosh",
        "asin",
        "asinh",
        "atan",
        "atanh",
        "cos",
        "cosh",
        "e",
        "exp",
        "inf",
        "infj",
        "isclose",
        "isfinite",
        "isinf",
        "isnan",
        "log",
        "log10",
        "nan",
        "nanj",
        "phase",
        "pi",
        "polar",
        "rect",
        "sin",
        "sinh",
        "sqrt",
        "tan",
        "tanh",
        "tau",
    ),
)
