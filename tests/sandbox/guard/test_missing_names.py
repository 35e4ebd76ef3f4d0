"""What a person reads who asks a module for a name that it does not have here."""

from __future__ import annotations

import pytest

from guardedflame.errors import CallRefused, GuardRefused, ImportRefused, Refused
from guardedflame.sandbox.guard.language import (
    GuardedLanguage,
    client_traceback,
    guarded_language,
)

RULES = {"module": "p.yaml:3 modules", "module.os.path": "p.yaml:4 os.path"}


def _language() -> GuardedLanguage:
    language = guarded_language(
        modules={"os.path": "*", "json": "*"},
        rule_of=RULES.get,
    )
    language.define_module("mine", "x = 1")
    language.execute("import os, json, mine\ndef environ(): return os.environ")
    return language


@pytest.mark.parametrize(
    "source", ["os.environ", "environ()", "getattr(os, 'environ')", "'{0.environ}'.format(os)"]
)
def test_missing_name_of_a_facade_is_a_refusal(source: str) -> None:
    """By each way to read; with the module's line of the policy and the names there are."""
    language = _language()
    for run in (language.evaluate, language.execute):
        with pytest.raises(GuardRefused) as caught:
            run(source)
        text = "os.environ is not among the names this profile has of the module os"
        assert str(caught.value) == text
        assert caught.value.rule == "p.yaml:4 os.path"
        assert caught.value.hint == "the names it has: path"
        shown = "".join(client_traceback(caught.value, language))
        assert "line 1" in shown
        assert "sandbox" not in shown


def test_module_without_a_line_of_its_own_names_the_line_of_modules() -> None:
    """The rule is never empty where the policy has one."""
    with pytest.raises(GuardRefused) as caught:
        _language().evaluate("json.codecs")
    assert caught.value.rule == "p.yaml:3 modules"
    with pytest.raises(CallRefused) as called:
        _language().member("os.path", "abspath")
    assert called.value.rule == "p.yaml:4 os.path"


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("from os import environ", "p.yaml:4 os.path"),
        ("from os.path import abspath", "p.yaml:4 os.path"),
        ("import os.path.deep", "p.yaml:3 modules"),
        ("import sys", "p.yaml:3 modules"),
        ("from json import codecs", "p.yaml:3 modules"),
    ],
)
def test_import_of_what_is_missing_names_the_rule(source: str, rule: str) -> None:
    """ImportRefused, with a hint."""
    with pytest.raises(ImportRefused) as caught:
        _language().execute(source)
    assert caught.value.rule == rule
    assert caught.value.hint


def test_programs_can_still_ask() -> None:
    """hasattr, getattr with a default, and except AttributeError mean what they mean."""
    language = _language()
    language.execute(
        "try: os.environ\nexcept AttributeError as e: text = str(e)\n"
        "found = hasattr(os, 'environ'), getattr(json, 'codecs', 7), hasattr(json, 'dumps')"
    )
    assert language.evaluate("found") == (False, 7, True)
    assert language.evaluate("text") == "'module' object has no attribute 'environ'"


def test_modules_of_the_session_answer_as_pythons_do() -> None:
    """They are the client's own, so nothing is refused."""
    language = _language()
    with pytest.raises(AttributeError, match=r"^module 'mine' has no attribute 'y'$"):
        language.evaluate("mine.y")
    with pytest.raises(ImportError, match=r"^cannot import name 'y' from 'mine'$"):
        language.execute("from mine import y")


def test_causes_of_the_clients_own_errors_are_kept() -> None:
    """Only the errors about modules are worded anew."""
    with pytest.raises(AttributeError, match="own") as caught:
        _language().execute(
            "try: 1/0\nexcept ZeroDivisionError as e: raise AttributeError('own') from e"
        )
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_facades_show_nothing_of_the_server() -> None:
    """Neither by repr nor by their type."""
    language = _language()
    for source in (
        "repr(os)",
        "repr(type(os))",
        "repr(type(mine))",
        "type(os).__module__",
        "repr(mine)",
    ):
        text = str(language.evaluate(source))
        assert "guardedflame" not in text
        assert "Facade" not in text


def test_hint_says_what_may_have_been_meant_or_why_it_is_not_there() -> None:
    """A name that is near, the catalogue's reason, a module that is near."""
    language = guarded_language(modules={"math": "*", "sys": "*"})
    for source, hint in {
        "import math\nmath.sqr": "did you mean 'sqrt'?",
        "from math import flor": "did you mean 'floor'?",
        "import sys\nsys.settrace": "it is left out: sees the server's own code",
        "import maths": "did you mean 'math'?",
    }.items():
        with pytest.raises(Refused) as caught:
            language.execute(source)
        assert caught.value.hint == hint, source
