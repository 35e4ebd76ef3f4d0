"""Invariant: bytes of a hostile worker or zygote become a message of the set or WorkerViolation.

Never another error, never more memory than the cap; and how they are cut makes no difference.
"""

from __future__ import annotations

import contextlib

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from guardedflame.errors import WorkerViolation
from guardedflame.ipc.framing import Deframer, frame
from guardedflame.ipc.messages import (
    Call,
    Done,
    Failed,
    Output,
    decode_from_worker,
    decode_from_zygote,
    decode_to_worker,
    decode_to_zygote,
    encode,
)
from guardedflame.serial.failures import Failure

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
tags = st.sampled_from(["ready", "output", "done", "failed", "ended", "spawned", "gone", "call"])
near_messages = st.builds(lambda tag, rest: [tag, *rest], tags, st.lists(plain, max_size=8))


@given(st.binary(max_size=400) | near_messages.map(msgspec.msgpack.encode))
def fuzz_any_bytes_decode_or_are_a_violation(body: bytes) -> None:
    """Arbitrary bytes and almost-messages never raise anything else."""
    for decode in (decode_from_worker, decode_from_zygote, decode_to_worker, decode_to_zygote):
        with contextlib.suppress(WorkerViolation):
            decode(body)


messages = (
    st.builds(Output, st.sampled_from([1, 2]), st.text())
    | st.builds(Done, st.integers(0, 2**31), st.binary(), st.text(max_size=10))
    | st.builds(
        Failed,
        st.integers(0, 2**31),
        st.builds(Failure, st.text(), st.tuples(st.text()), st.tuples(st.text()), st.just({})),
    )
)


@given(messages)
def fuzz_a_worker_message_survives_the_trip(message: Output | Done | Failed) -> None:
    """What is encoded decodes to an equal message."""
    assert decode_from_worker(encode(message)) == message


@given(st.lists(st.binary(max_size=60), max_size=6), st.lists(st.integers(1, 30), max_size=20))
def fuzz_cuts_make_no_difference(bodies: list[bytes], cuts: list[int]) -> None:
    """The same bodies come out of any chunking."""
    stream = b"".join(map(frame, bodies))
    deframer = Deframer()
    got: list[bytes] = []
    for cut in [*cuts, len(stream) + 1]:
        got += deframer.feed(stream[:cut])
        stream = stream[cut:]
    assert got == bodies


@given(st.binary(max_size=200))
def fuzz_lying_lengths_never_hold_more_than_the_cap(data: bytes) -> None:
    """A deframer of 64 bytes either takes a frame of at most 64 or refuses."""
    deframer = Deframer(64)
    try:
        for byte in data:
            assert all(len(body) <= 64 for body in deframer.feed(bytes([byte])))
    except WorkerViolation:
        return


@given(st.text(), st.binary())
def fuzz_calls_survive_the_trip(text: str, raw: bytes) -> None:
    """What the broker sends, the worker reads."""
    call = Call(1, 103, "evaluate", "", text, [raw], {"a": raw})
    assert decode_to_worker(encode(call)) == call
