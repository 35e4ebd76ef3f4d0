"""Length-prefixed frames on a byte stream; the peer is hostile, so the cap comes before the buffer.

Invariant: `Deframer` never holds more than one frame's cap plus one read, and raises only
`WorkerViolation`. A frame is a 4-byte big-endian length and that many bytes.
"""

from __future__ import annotations

import sys
from struct import Struct
from typing import Final

from guardedflame import limits
from guardedflame.errors import WorkerViolation

_LENGTH: Final = Struct("!I")
HEADER: Final = _LENGTH.size


def frame(body: bytes) -> bytes:
    """Return ``body`` with its length before it."""
    return _LENGTH.pack(len(body)) + body


class Deframer:
    """Turns received chunks into frame bodies.

    Args:
        most: largest body accepted, in bytes.
    """

    __slots__ = ("_buffer", "_most", "_needed")

    def __init__(self, most: int = limits.IPC_FRAME) -> None:
        self._most = most
        self._buffer = bytearray()
        self._needed = HEADER

    def feed(self, data: bytes, most: int = sys.maxsize) -> list[bytes]:
        """Take ``data`` and return the bodies that are complete now, in order.

        Args:
            data: what was read.
            most: bodies to return; as many as that, and there may be more: feed nothing to get
                them.

        Raises:
            WorkerViolation: a length over the cap.
        """
        buffer = self._buffer
        if not buffer and len(data) >= HEADER:
            # The common case: one whole frame in one read, no copy into the buffer.
            length: int = _LENGTH.unpack_from(data)[0]
            if length == len(data) - HEADER:
                self._check(length)
                return [data[HEADER:]]
        buffer += data
        if len(buffer) < self._needed:
            return []
        return self._split(most)

    def _split(self, most: int) -> list[bytes]:
        buffer = self._buffer
        bodies: list[bytes] = []
        start = 0
        self._needed = HEADER
        while len(bodies) < most:
            left = len(buffer) - start
            if left < HEADER:
                break
            length: int = _LENGTH.unpack_from(buffer, start)[0]
            self._check(length)
            if left < HEADER + length:
                self._needed = HEADER + length
                break
            bodies.append(bytes(memoryview(buffer)[start + HEADER : start + HEADER + length]))
            start += HEADER + length
        del buffer[:start]
        return bodies

    def _check(self, length: int) -> None:
        if length > self._most:
            raise WorkerViolation(f"an ipc frame of {length} bytes is over the cap of {self._most}")
