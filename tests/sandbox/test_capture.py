"""What a session writes: bounded, in order, in pieces the broker takes, whatever is written."""

from __future__ import annotations

from typing import Literal

import pytest

from guardedflame import limits
from guardedflame.sandbox.capture import CaptureStream, OutputBudget
from guardedflame.sandbox.stops import LimitExceeded

Sent = list[tuple[int, str]]


def stream(allowed: int = 1000, number: Literal[1, 2] = 1) -> tuple[CaptureStream, Sent]:
    """Return a stream and the list of what it sends."""
    sent: Sent = []
    budget = OutputBudget(allowed, "policy.yaml:9 limits.output")
    return CaptureStream(number, lambda which, text: sent.append((which, text)), budget), sent


def test_a_finished_line_goes_at_once_and_a_half_one_waits() -> None:
    """Live output, without a message for each write."""
    out, sent = stream()
    assert out.write("half") == 4
    assert sent == []
    assert out.write(" done\nand") == 9
    assert sent == [(1, "half done\nand")]
    out.write(" more")
    out.flush()
    out.flush()
    assert sent[1:] == [(1, " more")]


def test_print_and_writelines_work() -> None:
    """It is a text stream like any other."""
    out, sent = stream(number=2)
    print("a", 1, file=out)
    out.writelines(["b\n", "c\n"])
    assert sent == [(2, "a 1\n"), (2, "b\n"), (2, "c\n")]
    assert out.writable()
    assert not out.readable()
    assert out.encoding == "utf-8"


def test_the_last_byte_allowed_passes_and_the_next_one_does_not() -> None:
    """What is over is dropped whole; then nothing passes until the next call."""
    out, sent = stream(10)
    out.write("123456789\n")
    with pytest.raises(LimitExceeded) as caught:
        out.write("x")
    assert caught.value.limit == "output"
    assert caught.value.rule == "policy.yaml:9 limits.output"
    with pytest.raises(LimitExceeded):
        out.write("")
        out.write("x")
    assert sent == [(1, "123456789\n")]


def test_a_text_over_the_budget_uses_all_of_it_up() -> None:
    """A writer that catches the error gets nothing more through."""
    out, sent = stream(10)
    with pytest.raises(LimitExceeded):
        out.write("x" * 11)
    with pytest.raises(LimitExceeded):
        out.write("y")
    out.flush()
    assert sent == []


def test_the_next_call_has_a_budget_of_its_own() -> None:
    """Renewed by the session before each call."""
    sent: Sent = []
    budget = OutputBudget(5, "")
    out = CaptureStream(1, lambda which, text: sent.append((which, text)), budget)
    out.write("1234\n")
    budget.renew()
    out.write("5678\n")
    assert "".join(text for _, text in sent) == "1234\n5678\n"


def test_both_streams_share_one_budget() -> None:
    """Or stderr would double it."""
    budget = OutputBudget(10, "")
    sent: Sent = []
    out = CaptureStream(1, lambda which, text: sent.append((which, text)), budget)
    err = CaptureStream(2, lambda which, text: sent.append((which, text)), budget)
    out.write("12345\n")
    with pytest.raises(LimitExceeded):
        err.write("12345\n")


def test_bytes_count_and_not_characters() -> None:
    """A flame is four bytes."""
    out, _ = stream(7)
    out.write("\U0001f525")
    with pytest.raises(LimitExceeded):
        out.write("\U0001f525")


def test_one_huge_write_goes_in_pieces_the_broker_accepts() -> None:
    """Each at most a chunk, also in bytes, and nothing is lost."""
    text = "\U0001f525x" * 100_000
    out, sent = stream(10**6)
    out.write(text)
    assert "".join(piece for _, piece in sent) == text
    assert max(len(piece.encode()) for _, piece in sent) <= limits.OUTPUT_CHUNK


def test_many_small_writes_without_a_newline_do_not_gather_for_ever() -> None:
    """At most a chunk is held."""
    out, sent = stream(10**6)
    for _ in range(limits.OUTPUT_CHUNK):
        out.write("x")
    assert sum(len(piece) for _, piece in sent) == limits.OUTPUT_CHUNK


def test_lone_surrogates_are_shown_as_escapes() -> None:
    """They have no UTF-8 form and must not break the message."""
    out, sent = stream()
    assert out.write("a\udc80b\n") == 4
    assert sent == [(1, "a\\udc80b\n")]


def test_surrogates_do_not_stretch_the_output_over_its_budget() -> None:
    """An escape is longer than what it stands for; the broker counts what arrives."""
    out, sent = stream(1000)
    with pytest.raises(LimitExceeded):
        for _ in range(1000):
            out.write("\udc80" * 10 + "\n")
    assert sum(len(piece) for _, piece in sent) <= 1000


class Liar(str):
    """A str whose methods say what they like."""

    __slots__ = ()

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        return "lie"

    def encode(self, *_: object) -> bytes:
        """Claim to be nothing."""
        return b""

    def __contains__(self, _: object) -> bool:
        return False

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(())

    def __getitem__(self, _: object) -> str:
        return "lie"


def test_a_str_that_lies_about_itself_counts_for_what_it_holds() -> None:
    """Its length, its encoding, its items: none of its methods is asked."""
    out, sent = stream(10)
    assert out.write(Liar("honest\n")) == 7
    assert sent == [(1, "honest\n")]
    assert type(sent[0][1]) is str
    with pytest.raises(LimitExceeded):
        out.write(Liar("x" * 100))


@pytest.mark.parametrize("wrong", [b"bytes", 5, None, ["x"]])
def test_what_is_no_text_is_a_type_error(wrong: object) -> None:
    """As with Python's own streams."""
    out, sent = stream()
    with pytest.raises(TypeError, match="must be str"):
        out.write(wrong)  # type: ignore[arg-type]
    assert sent == []
