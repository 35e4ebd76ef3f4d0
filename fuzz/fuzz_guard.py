"""Invariant: programs of the language's own words reach no canary and raise ordinary errors only.

The canary is one secret text in an attribute of a library's module, in the environment and in a
file beside the process; nothing that a program prints, raises or leaves behind may contain it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import types
import typing
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardedflame.errors import CodeRefused, GuardedFlameError
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import (
    GuardedLanguage,
    client_traceback,
    guarded_language,
)

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
        "os",
        "own",
        "theirs",
        "kind",
        "open",
        "canary_of_the_server",
        "math",
        "write",
        "pure",
        "through",
        "token",
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
        "canary_of_the_server",
        "environ",
        "_x_canary",
        "__code__",
        "__closure__",
        "__kwdefaults__",
        "__wrapped__",
        "_replace",
        "read",
    ]
)
_ATOMS = st.one_of(
    _NAMES,
    st.sampled_from(
        [
            "1",
            "''",
            "[]",
            "{}",
            "()",
            "None",
            "'{0.__class__}'",
            "'__globals__'",
            "0.5",
            "'canary.txt'",
        ]
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
    # The names that stand in for parameters, bound again in between.
    st.tuples(_NAMES, _ATTRIBUTES, _EXPRESSIONS, _ATTRIBUTES, _EXPRESSIONS).map(
        lambda t: (
            f"def f({t[0]}, b=theirs):\n    {t[0]}.{t[1]} = {t[2]}\n    {t[0]}.y = 1\n"
            f"    b.{t[3]} = {t[0]}.{t[3]}\n    {t[0]} = b\n    {t[0]}.{t[3]} = {t[4]}\nf(own)"
        )
    ),
    st.tuples(_EXPRESSIONS, _ATTRIBUTES).map(
        lambda t: f"out = (lambda a: (a.{t[1]}, [a.{t[1]} for a in [theirs, a]]))({t[0]})"
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


_CANARY = "canary-7c41b0"
_PRELUDE = """
import json, math, random, functools, operator, typing
import os.path
class Own:
    _x = 1
own, theirs, kind = Own(), json.dumps, typing.Sized
"""
#: What ordinary Python raises of programs such as these. An error of another kind (SystemError, an
#: assertion of our own code, a bare Exception) has escaped from somewhere.
_ORDINARY = (
    GuardedFlameError,
    ArithmeticError,
    AttributeError,
    ImportError,
    LookupError,
    NameError,
    RecursionError,
    StopIteration,
    SyntaxError,
    SystemExit,
    TypeError,
    ValueError,
    io.UnsupportedOperation,
)


@pytest.fixture(scope="module", autouse=True)
def _canaries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Plant the secret where a program that got out would find it, and look after it."""
    place = tmp_path_factory.mktemp("canary")
    (place / "canary.txt").write_text(_CANARY)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("CANARY", _CANARY)
        for module in (json, os, typing):
            patch.setattr(module, "canary_of_the_server", _CANARY, raising=False)
            patch.setattr(module, "_x_canary", _CANARY, raising=False)
        before = _shared()
        yield
        assert _shared() == before
        assert [each.name for each in Path.cwd().iterdir()] == ["canary.txt"]


def _shared() -> list[object]:
    """Return what a program could have left behind in a library."""
    return [
        dict(vars(json.dumps)),
        json.dumps.__doc__,
        sorted(vars(json)),
        sorted(vars(json.JSONEncoder)),
        sorted(vars(typing.Sized)),
    ]


@given(st.lists(_LINES, max_size=8))
def fuzz_programs_reach_nothing(lines: list[str]) -> None:
    """Line by line, so that a refused one does not hide the rest."""
    language = guarded_language(modules=dict.fromkeys(CATALOGUE, "*"))
    table = language.namespace["__builtins__"]
    assert isinstance(table, dict)
    before = dict(table)
    output = io.StringIO()
    with (
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(output),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        for line in [_PRELUDE, *lines]:
            raised = _raised(language, line)
            if raised is not None:
                assert isinstance(raised, _ORDINARY), (type(raised), raised, lines)
                output.write("".join(client_traceback(raised, language)))
    assert language.namespace["__builtins__"] is table
    assert table == before
    for name, value in language.namespace.items():
        assert name == "__builtins__" or value is not table
        assert not isinstance(value, _FORBIDDEN), (name, lines)
        assert type(value).__name__ != "Through", (name, lines)
        assert value is not type
        if name != "__builtins__":
            with contextlib.suppress(Exception):  # a program's own __repr__ may raise
                output.write(repr(value))
    shown = output.getvalue()
    assert _CANARY not in shown, lines
    assert "guardedflame/sandbox" not in shown, lines
    for unspeakable in (names.MARK, names.GETATTR, names.THROUGH, names.PURE, "<of ", "<client "):
        assert unspeakable not in shown, lines


def _raised(language: GuardedLanguage, line: str) -> BaseException | None:
    try:
        language.execute(line)
    except BaseException as error:  # SystemExit is an ordinary one
        return error
    return None


@given(st.text(max_size=60))
def fuzz_text_is_code_or_a_syntax_error(text: str) -> None:
    """Any text compiles, or is refused with a SyntaxError."""
    language = guarded_language(modules={})
    with warnings.catch_warnings(), contextlib.suppress(SyntaxError):
        warnings.simplefilter("ignore")
        language.programs.program(text, "<fuzz>", _compile)


@given(st.lists(_LINES, max_size=8))
def fuzz_programs_compile_or_are_refused(lines: list[str]) -> None:
    """A program as a whole; a refusal has a place in it and says what to do."""
    text = "\n".join(lines)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        refused: CodeRefused | None = None
        try:
            _compile(text, "<fuzz>", "exec")
        except CodeRefused as error:
            refused = error
        except SyntaxError:
            pass
    if refused is not None:
        assert refused.hint, refused
        assert refused.lineno is not None
        assert 1 <= refused.lineno <= text.count("\n") + 1


def _compile(source: str, filename: str, mode: str) -> types.CodeType:
    from guardedflame.sandbox.guard.compiler import PLAIN, compile_guarded  # noqa: PLC0415

    return compile_guarded(source, filename, "exec" if mode == "exec" else "eval", PLAIN)
