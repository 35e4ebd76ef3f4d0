"""Frames between broker and worker: whole, cut anywhere, several at once, and lying."""

import pytest

from guardedflame.errors import WorkerViolation
from guardedflame.ipc.framing import Deframer, frame

BODIES = [b"", b"x", b"hello" * 10, b"\0" * 5000]


def test_a_whole_frame_comes_out_as_it_went_in() -> None:
    """One frame in one read gives its body."""
    for body in BODIES:
        assert Deframer().feed(frame(body)) == [body]


def test_bytes_fed_one_by_one_give_the_same_bodies() -> None:
    """How the bytes are cut makes no difference."""
    deframer = Deframer()
    stream = b"".join(map(frame, BODIES))
    got = [body for byte in stream for body in deframer.feed(bytes([byte]))]
    assert got == BODIES


def test_several_frames_and_a_half_in_one_read() -> None:
    """Complete frames come out, the rest waits."""
    deframer = Deframer()
    stream = b"".join(map(frame, BODIES)) + frame(b"later")
    assert deframer.feed(stream[:-2]) == BODIES
    assert deframer.feed(stream[-2:]) == [b"later"]


def test_a_length_over_the_cap_is_a_violation_before_the_body_comes() -> None:
    """The header alone is enough to refuse it."""
    with pytest.raises(WorkerViolation, match="over the cap of 10"):
        Deframer(10).feed(frame(b"x" * 11)[:4])


def test_a_whole_frame_over_the_cap_is_a_violation_too() -> None:
    """The short cut for whole frames checks the cap as well."""
    with pytest.raises(WorkerViolation):
        Deframer(10).feed(frame(b"x" * 11))
