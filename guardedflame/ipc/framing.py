"""Length-prefixed frames on a byte stream; the peer is hostile, so the cap comes before the buffer.

Invariant: `Deframer` never holds more than one frame's cap plus one read, and raises only
`WorkerViolation`. A frame is a 4-byte big-endian length and that many bytes.
"""

from __future__ import annotations

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

    def feed(self, data: bytes) -> list[bytes]:
        """Take ``data`` and return the bodies that are complete now, in order.

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
        return self._split()

    def _split(self) -> list[bytes]:
        buffer = self._buffer
        bodies = []
        start = 0
        while True:
            left = len(buffer) - start
            if left < HEADER:
                self._needed = HEADER
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
