"""A program that was told of a limit has its exception, and by that the class of it.

Whatever it does with them is a limit to nobody else, and changes nothing of what is told of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

import Pyro5.api
import pytest

from guardedflame import LimitExceeded, SessionExited
from guardedflame.client.flame import Flame
from harness import Served
from limit_tools import each_wall, stopped

CAUGHT = """
try:
    for i in range(10**6): print("x" * 1000)
except BaseException as e:
    L, kept = type(e), e
"""

LIES = """
class Unsaid(L):
    def __str__(self): return 1
class Raising(L):
    def __str__(self): raise ValueError
    @property
    def limit(self): raise ValueError
class Stopping(L):
    def __str__(self): raise kept
"""

#: What a program raises that is no limit, and what does not come of it.
RAISED = {
    "a_subclass_without_text": "raise Unsaid('x')",
    "a_subclass_whose_text_fails": "raise Raising('x')",
    "a_subclass_whose_text_is_a_limit": "raise Stopping('x')",
    "the_class": "raise L('boo', limit='output', allowed='1', used='9s', rule='policy.yaml:1')",
    "the_one_of_an_earlier_call": "raise kept",
    "one_that_says_what_ours_is": (
        "class LimitExceeded(Exception):\n    limit = 'cpu'\n    used = '9s'\n"
        "raise type('LimitExceeded', (Exception,), {'__module__': 'guardedflame'})('boo')"
    ),
}


#: Servers whose calls write little.
served = each_wall("output: 64 KiB")


@pytest.fixture
def flame(served: Served) -> Iterator[Flame]:
    """A session that was told of its output's limit, and kept the exception."""
    with served.connect(output=lambda *_: None) as connected:
        with pytest.raises(LimitExceeded):
            connected.execute(CAUGHT)
        connected.execute(LIES)
        yield connected


@pytest.mark.parametrize("raised", RAISED.values(), ids=RAISED)
@pytest.mark.parametrize("how", ["call", "console"])
def test_exception_of_the_programs_own_is_a_failure_like_any_other(
    served: Served, flame: Flame, raised: str, how: str
) -> None:
    """Its client is told of no limit, the audit log has none, and the session goes on."""
    before = sum(1 for each in served.audit() if each.get("outcome") == "limit")
    if how == "call":
        with pytest.raises(Exception) as caught:
            flame.execute(raised)
        assert not isinstance(caught.value, LimitExceeded), caught.value
    else:
        flame.execute("def act():\n" + indent(raised, "    "))
        shown, more = flame.console().push_and_get_output("act()")
        assert shown
        assert not more
    assert flame.evaluate("kept is not None") is True
    assert sum(1 for each in served.audit() if each.get("outcome") == "limit") == before


def test_batch_ends_with_such_an_exception_as_with_any_other(served: Served) -> None:
    """A stock client has the answers before it, and then the failure."""
    with Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}") as proxy:
        with pytest.raises(Exception, match="wrote more than"):
            proxy.execute(CAUGHT)
        batch = Pyro5.api.BatchProxy(proxy)
        batch.evaluate("1 + 1")
        batch.execute("raise L('boo', limit='output')")
        answers = batch()
        assert next(answers) == 2
        with pytest.raises(RuntimeError, match="boo"):
            next(answers)


def test_limit_says_what_was_known_whatever_the_program_makes_of_its_exception(
    served: Served, flame: Flame
) -> None:
    """Other arguments, and other attributes where the language lets them be set."""
    change = (
        "try:\n    for i in range(10**6): print('x' * 1000)\n"
        "except BaseException as e:\n"
        "    BaseException.__init__(e, 'all is well')\n"
        "    try: e.used = '9s'\n"
        "    except AttributeError: pass\n"
        "    raise"
    )
    error = stopped(served, flame, "output", change, survived=True)
    assert "wrote more than" in str(error)
    assert error.used == "over 64 KiB"


@pytest.mark.parametrize(
    "leaving",
    [
        "class X(SystemExit):\n    @property\n    def code(self): return 1 / 0\nraise X(3)",
        "raise SystemExit('x' * 10**6)",
    ],
    ids=["a_code_that_raises", "a_text_over_the_limit"],
)
def test_session_that_leaves_with_a_lie_has_left(served: Served, leaving: str) -> None:
    """It ends as any that leaves, with a status; it does not crash."""
    with served.connect(output=lambda *_: None) as flame:
        with pytest.raises(SessionExited) as caught:
            flame.execute(leaving)
        assert caught.value.code in {1, 3}
