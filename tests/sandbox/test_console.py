"""The console: Python's prompt over a session's language, one line in and its output out."""

from __future__ import annotations

import sys

import pytest

from guardedflame.sandbox.capture import OutputBudget
from guardedflame.sandbox.console import Console
from guardedflame.sandbox.guard.language import Language, guarded_language, plain_language
from guardedflame.sandbox.stops import LimitExceeded


def language_named(name: str) -> Language:
    """Return a fresh language."""
    if name == "python":
        return plain_language(scratch=None)

    def rule_of(_operation: str, default: str) -> str:
        return default

    return guarded_language(modules={"math": "*"}, builtins_denied=(), rule_of=rule_of)


@pytest.fixture(params=["guarded", "python"])
def language(request: pytest.FixtureRequest) -> Language:
    """Both of them: the console is the same."""
    return language_named(request.param)


@pytest.fixture
def console(language: Language) -> Console:
    """A console with plenty of output."""
    return Console(language, OutputBudget(100_000, ""))


def test_an_expression_is_shown_and_none_is_not(console: Console) -> None:
    """As at Python's prompt."""
    assert console.push("6 * 7") == ("42\n", False)
    assert console.push("'text'") == ("'text'\n", False)
    assert console.push("None") == ("", False)
    assert console.push("") == ("", False)
    assert console.push("# a comment") == ("", False)


def test_a_block_waits_for_its_empty_line(console: Console) -> None:
    """Then all of it runs at once."""
    assert console.push("for i in range(2):") == ("", True)
    assert console.push("    print(i)") == ("", True)
    assert console.push("") == ("0\n1\n", False)


def test_open_brackets_and_quotes_wait_too(console: Console) -> None:
    """Until they are closed."""
    assert console.push("sum([1,") == ("", True)
    assert console.push("2])") == ("3\n", False)
    assert console.push("x = '''a") == ("", True)
    assert console.push("b'''") == ("", False)
    assert console.push("x") == ("'a\\nb'\n", False)


def test_state_is_the_sessions_own(console: Console, language: Language) -> None:
    """What the console sets evaluate sees, and the other way round."""
    console.push("x = 20")
    assert language.evaluate("x + 1") == 21
    language.execute("y = 5")
    assert console.push("x + y") == ("25\n", False)


def test_a_syntax_error_is_shown_and_ends_the_statement(console: Console) -> None:
    """The next line starts anew."""
    output, more = console.push("1 +* 2")
    assert not more
    assert "SyntaxError" in output
    assert console.push("1 + 2") == ("3\n", False)
    console.push("if 1:")
    output, more = console.push("x = = 1")
    assert "SyntaxError" in output or "IndentationError" in output
    assert not more
    assert console.push("3") == ("3\n", False)


def test_an_exception_is_output_with_its_own_lines_only(console: Console) -> None:
    """A traceback shows the console's input and no file of the server's."""
    console.push("def f():")
    console.push("    return 1 / 0")
    console.push("")
    output, more = console.push("f()")
    assert not more
    assert "ZeroDivisionError" in output
    assert "<console>" in output
    assert "/guardedflame/" not in output
    assert console.push("1") == ("1\n", False)


def test_what_was_printed_before_the_exception_stays(console: Console) -> None:
    """In order."""
    console.push("def f():")
    console.push("    print('before')")
    console.push("    raise ValueError('after')")
    console.push("")
    output, _ = console.push("f()")
    assert output.index("before") < output.index("ValueError: after")


def test_leaving_is_for_the_caller_and_forgets_the_half_line(console: Console) -> None:
    """SystemExit passes through."""
    with pytest.raises(SystemExit):
        console.push("raise SystemExit(3)")
    assert console.push("1") == ("1\n", False)


def test_close_and_open_forget_a_half_entered_statement(console: Console) -> None:
    """The namespace stays."""
    console.push("x = 1")
    for forget in (console.close, console.open):
        assert console.push("if x:")[1]
        forget()
        assert console.push("x") == ("1\n", False)


def test_the_banner_names_the_python_and_no_path(console: Console) -> None:
    """Its first line."""
    banner = console.open()
    assert banner.startswith("Python 3.")
    assert "/" not in banner


def test_standard_streams_are_given_back(console: Console) -> None:
    """After a good line, a bad one, and leaving."""
    before = sys.stdout, sys.stderr
    console.push("1")
    console.push("1 / 0")
    with pytest.raises(SystemExit):
        console.push("raise SystemExit")
    assert (sys.stdout, sys.stderr) == before


def test_output_over_its_budget_is_the_limits_error(language: Language) -> None:
    """Told as the limit it is, and the console is usable in the next call."""
    budget = OutputBudget(100, "policy.yaml:9")
    console = Console(language, budget)
    with pytest.raises(LimitExceeded) as caught:
        console.push("print('x' * 200)")
    assert caught.value.limit == "output"
    budget.renew()
    assert console.push("1") == ("1\n", False)


def test_a_long_traceback_counts_as_output_too(language: Language) -> None:
    """It cannot be used to say more than is allowed."""
    console = Console(language, OutputBudget(100, ""))
    with pytest.raises(LimitExceeded):
        console.push("raise ValueError('x' * 1000)")


def test_guarded_lines_are_guarded() -> None:
    """A refusal is shown like any other error, and the prompt goes on."""
    console = Console(language_named("guarded"), OutputBudget(100_000, ""))
    for line in ("().__class__.__globals__", "import os", "open('/etc/passwd')"):
        output, more = console.push(line)
        assert not more
        assert "Refused" in output, line
    assert console.push("1") == ("1\n", False)
