# ruff: noqa: E501  (word lists and templates of programs)
"""Invariant: programs of the language's own words reach no canary and raise ordinary errors only."""

from __future__ import annotations

import contextlib
import io
import types
import warnings

from hypothesis import given
from hypothesis import strategies as st

from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import guarded_language

_NAMES = st.sampled_from(
    [
        "a",
        "b",
        "self",
        "out",
        "f",
        "g",
        "C",
        "D",
        "json",
        "math",
        "random",
        "functools",
        "operator",
        "object",
        "type",
        "str",
        "int",
        "print",
        "getattr",
        "vars",
        "super",
        "_x",
        "__x",
        "__class__",
        "__globals__",
        "__builtins__",
        "__import__",
        "__dict__",
        "gi_frame",
        "format",
        "obj",
        "mro",
        "__init__",
        "__reduce__",
        "_abc_impl",
        "tb_frame",
        "x",
        "y",
    ]
)
_ATTRIBUTES = st.sampled_from(
    [
        "x",
        "y",
        "_x",
        "__x",
        "append",
        "format",
        "format_map",
        "mro",
        "obj",
        "__class__",
        "__dict__",
        "__globals__",
        "__init__",
        "__new__",
        "__call__",
        "__setattr__",
        "__subclasses__",
        "__name__",
        "__doc__",
        "gi_frame",
        "cr_frame",
        "tb_frame",
        "f_back",
        "throw",
        "send",
        "dumps",
        "__getattribute__",
        "__mro__",
        "__self__",
        "__func__",
        "with_traceback",
        "args",
        "sys",
        "_os",
        "loads",
    ]
)
_ATOMS = st.one_of(
    _NAMES,
    st.sampled_from(
        ["1", "''", "[]", "{}", "()", "None", "'{0.__class__}'", "'__globals__'", "0.5"]
    ),
)


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, _ATTRIBUTES).map(lambda t: f"({t[0]}).{t[1]}"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]})({t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]})[{t[1]}]"),
        st.tuples(inner, _NAMES).map(lambda t: f"[{t[0]} for {t[1]} in ({t[0]},)]"),
        st.tuples(_NAMES, inner).map(lambda t: f"(lambda {t[0]}: {t[1]})"),
        st.tuples(_NAMES, inner).map(lambda t: f"({t[0]} := {t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]} or {t[1]})"),
        st.tuples(inner, _ATTRIBUTES).map(lambda t: f"getattr({t[0]}, {t[1]!r})"),
        st.tuples(inner, _ATTRIBUTES).map(lambda t: f"'{{0.{t[1]}}}'.format({t[0]})"),
    )


_EXPRESSIONS = st.recursive(_ATOMS, _grow, max_leaves=6)
_LINES = st.one_of(
    st.tuples(_NAMES, _EXPRESSIONS).map(lambda t: f"{t[0]} = {t[1]}"),
    st.tuples(_EXPRESSIONS, _ATTRIBUTES, _EXPRESSIONS).map(lambda t: f"({t[0]}).{t[1]} = {t[2]}"),
    st.tuples(_EXPRESSIONS, _ATTRIBUTES).map(lambda t: f"({t[0]}).{t[1]} += 1"),
    st.tuples(_EXPRESSIONS, _ATTRIBUTES).map(lambda t: f"del ({t[0]}).{t[1]}"),
    st.tuples(_NAMES, _NAMES, _EXPRESSIONS).map(lambda t: f"def {t[0]}({t[1]}): return {t[2]}"),
    st.tuples(_NAMES, _NAMES, _EXPRESSIONS).map(lambda t: f"class {t[0]}:\n    {t[1]} = {t[2]}"),
    st.tuples(_NAMES, _EXPRESSIONS, _NAMES).map(
        lambda t: f"class {t[0]}({t[1]}):\n    def {t[2]}(self, *a): return self._x"
    ),
    st.tuples(_EXPRESSIONS, _NAMES).map(
        lambda t: f"try: {t[0]}\nexcept Exception as e: {t[1]} = e"
    ),
    st.tuples(_EXPRESSIONS, _NAMES, _ATTRIBUTES, _NAMES).map(
        lambda t: (
            f"match {t[0]}:\n    case {t[1]}({t[2]}={t[3]}): pass\n    case {t[1]}({t[3]}): pass"
        )
    ),
    st.tuples(_NAMES, _NAMES).map(lambda t: f"import {t[0]} as {t[1]}"),
    st.tuples(_NAMES, _ATTRIBUTES).map(lambda t: f"from {t[0]} import {t[1]}"),
)
_FORBIDDEN = (
    types.ModuleType,
    types.FrameType,
    types.CodeType,
    types.TracebackType,
    types.MappingProxyType,
    types.MemberDescriptorType,
)


@given(st.lists(_LINES, max_size=8))
def fuzz_programs_reach_nothing(lines: list[str]) -> None:
    """Line by line, so that a refused one does not hide the rest."""
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    table = language.namespace["__builtins__"]
    before = set(vars(table)) if not isinstance(table, dict) else set(table)
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for line in ["import json, math, random, functools, operator", *lines]:
            with contextlib.suppress(Exception, SystemExit):
                language.execute(line)
    assert isinstance(table, dict)
    assert set(table) == before
    assert language.namespace["__builtins__"] is table
    for name, value in language.namespace.items():
        assert name == "__builtins__" or value is not table
        assert not isinstance(value, _FORBIDDEN), (name, lines)
        assert value is not type


@given(st.text(max_size=60))
def fuzz_text_is_code_or_a_syntax_error(text: str) -> None:
    """Any text compiles, or is refused with a SyntaxError."""
    language = guarded_language(modules={})
    with warnings.catch_warnings(), contextlib.suppress(SyntaxError):
        warnings.simplefilter("ignore")
        language.programs.program(text, "<fuzz>", _compile)


def _compile(source: str, filename: str, mode: str) -> types.CodeType:
    from guardedflame.sandbox.guard.compiler import compile_guarded  # noqa: PLC0415

    return compile_guarded(source, filename, "exec" if mode == "exec" else "eval")
