"""Inflation: whole streams within both bounds, and one error for everything else."""

from __future__ import annotations

import zlib

import pytest

from guardedflame.errors import RemoteProtocolError
from guardedflame.wire.inflate import RATIO_FLOOR, inflate


@pytest.mark.parametrize("size", [0, 1, 100, RATIO_FLOOR])
def test_honest_streams_come_back(size: int) -> None:
    """Anything up to the floor passes whatever its ratio."""
    raw = bytes(size)
    assert inflate(zlib.compress(raw), most=RATIO_FLOOR, ratio=1) == raw


def test_the_cap_is_exact() -> None:
    """A result of the cap passes, one byte more does not."""
    assert len(inflate(zlib.compress(bytes(1000)), most=1000, ratio=100)) == 1000
    with pytest.raises(RemoteProtocolError, match="more than 1000 bytes"):
        inflate(zlib.compress(bytes(1001)), most=1000, ratio=100)


def test_the_ratio_holds_above_the_floor() -> None:
    """A megabyte of zeros in a kilobyte is refused under a roomy cap."""
    with pytest.raises(RemoteProtocolError, match="inflates to more"):
        inflate(zlib.compress(bytes(1 << 20)), most=1 << 30, ratio=50)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "cut off"),
        (b"plain text", "not a zlib stream"),
        (zlib.compress(b"x" * 100)[:-1], "cut off"),
        (zlib.compress(b"x" * 100) + b"!", "follow"),
        (zlib.compress(b"x") * 2, "follow"),
        (zlib.compressobj(zdict=b"dictionary").flush(), "not a zlib stream"),
    ],
)
def test_what_is_not_one_whole_stream_is_refused(data: bytes, why: str) -> None:
    """Cut, followed or foreign streams are the peer's error, never a zlib.error."""
    with pytest.raises(RemoteProtocolError, match=why):
        inflate(data, most=1000, ratio=100)
