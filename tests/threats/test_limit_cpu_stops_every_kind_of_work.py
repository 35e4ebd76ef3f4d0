"""Processor time: whatever burns it, the call ends in the cpu limit's verdict.

What the interpreter runs is told by an exception and keeps its session; what never comes back to
the interpreter is killed after the grace.
"""

from __future__ import annotations

import Pyro5.api
import pytest

from guardedflame.client.flame import Flame
from guardedflame.errors import LimitExceeded
from harness import Served
from limit_tools import each_wall, limited, stopped, verdict_of

#: What the interpreter looks at now and then: a loop, long numbers, an expression that backtracks.
SOFT = {
    "loop": "while True: pass",
    "loop_of_calls": "def f(n): return n + 1\nn = 0\nwhile True: n = f(n)",
    "power_of_a_large_number": "7 ** 10 ** 9",
    "products_of_large_numbers": "n = 7 ** 100_000\nwhile True: n * n",
    "power_in_place": "n = 7\nn **= 10 ** 9",
    "factorial": "import math\nmath.factorial(10 ** 7)",
    "method_of_a_text": "''.join('x' for one in iter(int, 1) if one)",
    "largest_of_nothing": "max(n for n in iter(int, 1) if n)",
    "format": "class Text:\n    def __format__(self, how):\n        while True: pass\nf'{Text()}'",
    "subscript": """
class Table:
    def __getitem__(self, key):
        while True: pass
Table()[1]
""",
    "decorator": "def burn(f):\n    while True: pass\n@burn\ndef f(): pass",
    "context": """
class Left:
    def __enter__(self): pass
    def __exit__(self, *_):
        while True: pass
with Left(): pass
""",
    "dictionary": """
class Key:
    def __hash__(self):
        while True: pass
{Key(): 1}
""",
    "code_in_a_text": "exec('while True: pass')",
    "regular_expression": "import re\nre.match('(a+)+$', 'a' * 40 + 'b')",
    "comprehension": "[0 for one in iter(int, 1)]",
    "generator": "sum(1 for one in iter(int, 1))",
    "sort_by_a_key": "def key(n):\n    while True: pass\nsorted([1, 2], key=key)",
    "asyncio_in_a_task": """
import asyncio
async def burn():
    while True: pass
async def main():
    await asyncio.gather(burn(), asyncio.sleep(60))
asyncio.run(main())
""",
    "finaliser": """
class Last:
    def __del__(self):
        while True: pass
Last()
""",
    "text_of_an_exception": """
class Odd(Exception):
    def __str__(self):
        while True: pass
raise Odd
""",
    "finally": "try: 1 / 0\nfinally:\n    while True: pass",
    "handler": "try: 1 / 0\nexcept ZeroDivisionError:\n    while True: pass",
    "class_body": "class Body:\n    while True: pass",
    "comparison": """
class Equal:
    def __eq__(self, other):
        while True: pass
[Equal()].index(1)
""",
    "recursion": """
def down(n):
    return 0 if n == 0 else down(n - 1) + down(n - 1)
down(200)
""",
}

#: What the kernel wall alone is tried with: how the exception gets there is the same.
PLAIN = (
    "loop",
    "power_of_a_large_number",
    "regular_expression",
    "asyncio_in_a_task",
    "finaliser",
    "text_of_an_exception",
    "sort_by_a_key",
)

#: C that never asks the interpreter for anything.
HARD = {
    "sum_of_a_range": "sum(range(10 ** 12))",
    "key_derivation": "import hashlib\nhashlib.pbkdf2_hmac('sha256', b'word', b'salt', 10 ** 9)",
    "search_in_a_range": "0.5 in range(10 ** 12)",
    "set_of_one": "set(iter(int, 1))",
}


#: Each wall; 200 ms, and as much to unwind in.
served = each_wall("cpu: 100ms, wall: 20s, grace: 200ms, memory: 64 MiB")


@pytest.fixture(scope="module")
def flame(served: Served) -> Flame:
    """One client, whose session goes through all of it."""
    return served.connect(timeout=60)


@pytest.mark.parametrize("name", SOFT)
def test_work_in_the_interpreter_is_stopped_and_the_state_kept(
    served: Served, flame: Flame, name: str
) -> None:
    """An exception in the program; what it set before is still there."""
    if flame.server["language"] == "python" and name not in PLAIN:
        pytest.skip("tried with the guarded language; nothing in it depends on that")
    error = stopped(served, flame, "cpu", SOFT[name], survived=True)
    assert error.allowed == "100ms"
    assert "resident" in error.peak


@pytest.mark.parametrize("name", HARD)
def test_work_in_c_is_killed_after_the_grace(served: Served, flame: Flame, name: str) -> None:
    """Nothing can be raised there: the process dies, and the next call has a new one."""
    error = stopped(served, flame, "cpu", HARD[name], survived=False)
    assert "gone" in error.hint
    assert "resident" in error.peak


def test_an_item_of_a_stream_is_stopped(served: Served, flame: Flame) -> None:
    """The call that fetches it is the one that burns."""
    flame.execute("def items():\n    yield 1\n    while True: pass")
    stream = flame.evaluate("items()")
    assert next(stream) == 1
    stopped(served, flame, "cpu", lambda: next(stream), survived=True)


def test_a_module_that_is_sent_is_stopped(served: Served, flame: Flame) -> None:
    """Its body runs as it is sent, or as it is first imported."""

    def send() -> None:
        flame.sendmodule("endless", "while True: pass")
        flame.execute("import endless")

    stopped(served, flame, "cpu", send, survived=True)


def test_a_line_at_the_console_is_stopped(served: Served, flame: Flame) -> None:
    """The console goes on in the same namespace."""
    with flame.console() as console:
        stopped(
            served,
            flame,
            "cpu",
            lambda: console.push_and_get_output("while True: pass\n"),
            survived=True,
        )
        assert console.push_and_get_output("kept") == ("42\n", False)


def test_a_builtin_called_alone_is_stopped(served: Served, flame: Flame) -> None:
    """No source was sent at all."""
    stopped(served, flame, "cpu", lambda: flame.builtin("pow")(7, 10**9), survived=True)


def test_a_function_of_a_module_called_alone_is_stopped(served: Served, flame: Flame) -> None:
    """As above."""
    act = flame.module("math").factorial
    stopped(served, flame, "cpu", lambda: act(10**7), survived=None)


def test_an_event_loop_that_never_rests_is_stopped(served: Served, flame: Flame) -> None:
    """The loop's own code may swallow an exception that is raised there: then it is killed."""
    source = """
import asyncio
async def turn():
    while True: await asyncio.sleep(0)
asyncio.run(turn())
"""
    stopped(served, flame, "cpu", source, survived=None)


def test_a_batch_is_one_call(served: Served) -> None:
    """Calls that are each within the limit are over it together; what ran before has run."""
    with Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{served.tcp}") as proxy:
        proxy.execute("done = []")
        batch = Pyro5.api.BatchProxy(proxy)
        for _ in range(1000):
            batch.execute("done.append(1)\nfor one in range(300_000): pass")
        with pytest.raises(Exception, match="cpu limit of 100ms") as caught:
            list(batch())
        told = vars(caught.value)
        assert told["limit"] == "cpu"
        assert told["state_survived"]
        assert verdict_of(served, told["audit_id"])["limit"] == "cpu"
        assert 0 < proxy.evaluate("len(done)") < 1000


def test_a_call_within_the_limit_comes_after_many_others(served: Served, flame: Flame) -> None:
    """The limit is each call's own; what calls use does not add up."""
    for _ in range(20):
        flame.execute("for one in range(100_000): pass")


def test_threads_that_go_on_after_their_call_are_ended(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Between two calls a session has no more than one call has; the next one is told."""
    with limited(
        tmp_path_factory, "cpu: 200ms, wall: 20s, grace: 200ms, processes: 2", "python"
    ) as running:
        flame = running.connect(timeout=60)
        flame.execute(
            "import threading\n"
            "def burn():\n    while True: pass\n"
            "threading.Thread(target=burn, daemon=True).start()"
        )
        with pytest.raises(LimitExceeded) as caught:
            while True:
                flame.execute("import time\ntime.sleep(1.2)")
        assert caught.value.limit == "cpu"
        verdict_of(running, caught.value.audit_id)
        assert flame.evaluate("1 + 1") == 2
