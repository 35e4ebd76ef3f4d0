"""W8: serpent is ast.literal_eval; 1 MB of `0,` made 480 MB and switched the collector off."""

from __future__ import annotations

import gc
import tracemalloc

import pytest

from guardedflame.errors import ValueRefused
from guardedflame.serial.budget import Budget
from guardedflame.serial.codec import codec_for
from guardedflame.serial.envelope import read_call
from guardedflame.serial.registry import Registry


def test_a_megabyte_of_zeros_costs_what_it_holds() -> None:
    """Peaks under 20 bytes per byte where ast.literal_eval takes 480."""
    data = b"[" + b"0," * 250_000 + b"0]"
    codec = codec_for(1, Registry())
    tracemalloc.start()
    try:
        value = codec.loads(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert value == [0] * 250_001
    assert peak < 20 * len(data)


def test_over_the_node_budget_is_refused() -> None:
    """Stops at the budget, not at the end."""
    with pytest.raises(ValueRefused, match="1000 parts"):
        codec_for(1, Registry()).loads(b"[" + b"0," * 500_000 + b"0]", Budget(nodes=1000))


@pytest.mark.parametrize("opening", [b"[", b"(", b"{", b"{1:"])
def test_deep_brackets_are_refused_by_broker_and_worker(opening: bytes) -> None:
    """A hundred thousand brackets are a refusal, no recursion."""
    with pytest.raises(ValueRefused):
        codec_for(1, Registry()).loads(opening * 100_000)
    with pytest.raises(ValueRefused):
        read_call(1, b"# serpent utf-8 python3.2\n('o','m',(" + opening * 100_000)


def test_the_collector_stays_as_it_was() -> None:
    """Neither reading nor writing touches gc, which serpent turns back on whatever it was."""
    codec = codec_for(1, Registry())
    gc.disable()
    try:
        codec.loads(codec.dumps([1, {"a": (2,)}]))
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "text",
    [
        b"__import__('os')",
        b"1+1",
        b"a",
        b"(1)",
        b"'a''b'",
        b"'a' 'b'",
        b"'''a'''",
        b"r'a'",
        b"f'{1}'",
        b"u'a'",
        b"# c\n1",
        b"1 # c",
        b"[1,\n2]",
        b"'a\\\nb'",
        b"'\\N{DIGIT ONE}'",
        b"'\\ud800'",
        b"0x10",
        b"1_0",
        b"01",
        b"1;2",
        b"1 2",
        b"{1:2,3}",
        b"{1,2:3}",
        b"{1:2:3}",
        b"[1,]",
        b"[,]",
        b"[1,,2]",
        b"(,)",
        b"[1)",
        b"]",
        b"",
        b" ",
        b"'",
        b"'a",
        b"...",
        b"set()",
        b"lambda:0",
        b"{[]}",
        b"{{}:1}",
        b"\x00",
        b"'\x00'",
        b"'\xff'",
        b"{1:1,1:2}",
        b"{1,1}",
        b"Nonesuch",
        b"1.5.5",
        b"1e",
        b"--1",
        b"1if 1else 2",
        b"*[1]",
        b"b'\xc3\xa9'"[:3] + b"\xc4\x80'",
    ],
)
def test_text_that_is_no_plain_literal_is_refused(text: bytes) -> None:
    """Names, expressions, comments, adjacent strings and other spellings of Python."""
    with pytest.raises(ValueRefused):
        codec_for(1, Registry()).loads(text)
    with pytest.raises(ValueRefused):
        codec_for(1, Registry()).loads(b"[" + text + b",0]")


def test_huge_integer_is_refused_before_conversion() -> None:
    """Quadratic int() never sees more digits than the budget."""
    with pytest.raises(ValueRefused, match="4300 digits"):
        codec_for(1, Registry()).loads(b"9" * 100_000)
