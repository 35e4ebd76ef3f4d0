"""Results and sources: what is too large does not go through, and costs no session its state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guardedflame.client.flame import Flame
from harness import Served
from limit_tools import each_wall, stopped

RESULTS = {
    "text": "'x' * 100_000",
    "bytes": "bytes(100_000)",
    "list": "list(range(70_000))",
    "many_texts": "['x' * 100] * 1000",
    "nested": "[[['x' * 200] * 20] * 20]",
    "dictionary": "{n: str(n) * 10 for n in range(10_000)}",
    "number": "10 ** 4000 and [10 ** 4000] * 50",
}

#: Ways to send a source that is too long.
LONG = "#" * 5000

SOURCES: dict[str, Callable[[Flame], object]] = {
    "execute": lambda flame: flame.execute(LONG),
    "evaluate": lambda flame: flame.evaluate("1" + LONG),
    "sendmodule": lambda flame: flame.sendmodule("long", LONG),
    "console": lambda flame: flame.console().push_and_get_output(LONG + "\n"),
    "wide_characters": lambda flame: flame.execute("#" + "\U0001f525" * 1100),
}


#: Each wall; 64 KiB out, 4 KiB of source in.
served = each_wall("result: 64 KiB, source: 4 KiB, wall: 20s")


@pytest.fixture(scope="module")
def flame(served: Served) -> Flame:
    """One client, whose session goes through all of it."""
    return served.connect(timeout=60)


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_that_is_too_large_is_not_sent(served: Served, flame: Flame, name: str) -> None:
    """How large it is, and what to do instead."""
    error = stopped(served, flame, "result", lambda: flame.evaluate(RESULTS[name]), survived=True)
    assert error.allowed == "64 KiB"
    assert "generator" in error.hint


def test_an_item_of_a_stream_that_is_too_large_is_not_sent(served: Served, flame: Flame) -> None:
    """Each item is a result."""
    flame.execute("def items():\n    yield 'small'\n    yield 'x' * 100_000")
    stream = flame.evaluate("items()")
    assert next(stream) == "small"
    stopped(served, flame, "result", lambda: next(stream), survived=True)


def test_a_file_that_is_too_large_is_not_sent(served: Served, flame: Flame) -> None:
    """It is a result like any."""
    flame.execute("with open('large', 'w') as file: file.write('x' * 100_000)")
    stopped(served, flame, "result", lambda: flame.getfile("large"), survived=True)


def test_the_result_of_a_function_called_alone_counts(served: Served, flame: Flame) -> None:
    """No source was sent at all."""
    repeat = flame.builtin("bytes")
    stopped(served, flame, "result", lambda: repeat(100_000), survived=True)


def test_a_result_at_its_limit_is_sent(flame: Flame) -> None:
    """Items of a stream have the limit each, not together."""
    assert len(flame.evaluate("'x' * 65_000")) == 65_000
    assert sum(map(len, flame.evaluate("('x' * 60_000 for _ in range(5))"))) == 300_000


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_that_is_too_long_is_not_run(served: Served, flame: Flame, name: str) -> None:
    """The broker measures it, before any worker has it."""
    error = stopped(served, flame, "source", lambda: SOURCES[name](flame), survived=True)
    assert error.allowed == "4 KiB"


def test_a_source_at_its_limit_is_run(flame: Flame) -> None:
    """To the byte."""
    flame.execute("x = 7\n" + "#" * (4096 - 6))
    assert flame.evaluate("x") == 7
