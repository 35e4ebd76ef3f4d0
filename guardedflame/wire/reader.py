"""Received bytes become whole frames; both connections read through this.

Invariant: what is held never exceeds one frame's cap, its header and one read. A header that will
be refused is refused before its body is waited for. Cost is linear in the bytes, however they are
cut: a body is copied once into the buffer and once out of it, or only once where it came whole.
"""

from __future__ import annotations

from collections.abc import Container
from typing import NoReturn

from guardedflame import limits
from guardedflame.errors import LocalProtocolError, RemoteProtocolError
from guardedflame.wire.frame import (
    HEADER,
    HEADER_SIZE,
    NO_CORRELATION,
    PREFIX,
    TAIL,
    Flags,
    MessageType,
    Rules,
    check_header,
    read_annotations,
)

#: type, serializer, flags, seq, correlation (None without its flag), annotations, payload
Frame = tuple[int, int, int, int, bytes | None, dict[bytes, bytes], bytes]

_unpack = HEADER.unpack_from
_CORRELATION = int(Flags.CORRELATION)
_COMPRESSED = int(Flags.COMPRESSED)
_PING = int(MessageType.PING)

#: Used-up bytes beyond which a buffer is cut at once, not at the next read.
_LARGE = 64 * limits.KIB


class FrameReader:
    """Holds received bytes and gives them out frame by frame.

    Args:
        rules: what every header is held against; see `use`.
    """

    __slots__ = ("_buffer", "_need", "_rules", "_start", "ended")

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        # bytes while one read is being used up (no copy), a bytearray once a frame spans reads.
        self._buffer: bytes | bytearray = b""
        self._start = 0
        self._need = HEADER_SIZE
        #: The peer said it will send no more.
        self.ended = False

    @property
    def held(self) -> int:
        """Bytes received and not yet given out."""
        return len(self._buffer) - self._start

    @property
    def rules(self) -> Rules:
        """What headers are held against now."""
        return self._rules

    @property
    def speaks_pyro(self) -> bool:
        """What is held starts as every Pyro frame does."""
        return self._head()[:4] == PREFIX[:4]

    def wants(self, ratio: int) -> int:
        """Return the most bytes the next frame may take, ``ratio`` times as many if compressed.

        0 while its header is not there, or if it says more than is allowed: it will be refused.
        """
        if len(self._buffer) - self._start < HEADER_SIZE:
            return 0
        _, _, _, flags, _, length, notes, _, _ = _unpack(self._buffer, self._start)
        most = self._rules.frame
        size: int = length + notes
        if size > most:
            return 0
        return min(size * ratio, most) if flags & _COMPRESSED else size

    def use(self, *, frame: int) -> None:
        """Change the cap of one frame, in bytes; from the next frame on."""
        self._rules = self._rules._replace(frame=frame)

    def drop(self) -> None:
        """Forget what is held."""
        self._buffer = b""
        self._start = 0
        self._need = HEADER_SIZE

    def receive(self, data: bytes | memoryview) -> None:
        """Store ``data``; empty means that the peer closed.

        Raises:
            LocalProtocolError: more than a frame is held already, so the caller was told PAUSED,
                or has not asked for events.
        """
        buffer = self._buffer
        if self._start == len(buffer):
            if data:
                self._buffer = data if type(data) is bytes else bytes(data)
                self._start = 0
            else:
                self.ended = True
            return
        if not data:
            self.ended = True
            return
        if len(buffer) - self._start >= HEADER_SIZE + self._rules.frame:
            raise LocalProtocolError("bytes were fed to a connection that is full or paused")
        if type(buffer) is bytearray:
            del buffer[: self._start]
            buffer += data
        else:
            fresh = bytearray(memoryview(buffer)[self._start :])
            fresh += data
            self._buffer = fresh
        self._start = 0

    def next(self, expected: Container[int]) -> Frame | None:
        """Return the next whole frame, or None if more bytes are needed.

        Args:
            expected: the types that may come in this state.

        Raises:
            RemoteProtocolError: the frame is not allowed, or the peer closed in the middle of it.
        """
        buffer = self._buffer
        start = self._start
        have = len(buffer) - start
        if have < self._need:
            self._starved(have, expected)
            return None
        rules = self._rules
        prefix, kind, serializer, flags, seq, length, notes, correlation, tail = _unpack(
            buffer, start
        )
        if (
            prefix != PREFIX
            or tail != TAIL
            or kind not in expected
            or flags & rules.refused[kind]
            or (serializer not in rules.serializers and kind != _PING)
            or length + notes > rules.frame
            or notes > rules.annotations
            or (not flags & _CORRELATION and correlation != NO_CORRELATION)
        ):
            self._refuse(expected)
        body = start + HEADER_SIZE
        end = body + notes + length
        if len(buffer) < end:
            self._need = end - start
            self._starved(have, expected)
            return None
        found: dict[bytes, bytes] = (
            read_annotations(bytes(memoryview(buffer)[body : body + notes])) if notes else {}
        )
        payload = (
            buffer[body + notes : end]
            if type(buffer) is bytes
            else bytes(memoryview(buffer)[body + notes : end])
        )
        self._need = HEADER_SIZE
        if end == len(buffer):
            self._buffer = b""
            self._start = 0
        elif end > _LARGE and type(buffer) is bytearray:
            # A peer that stops one byte into its next frame must not keep this one's room.
            del buffer[:end]
            self._start = 0
        else:
            self._start = end
        return (
            kind,
            serializer,
            flags,
            seq,
            correlation if flags & _CORRELATION else None,
            found,
            payload,
        )

    def _starved(self, have: int, expected: Container[int]) -> None:
        """Refuse what can be refused already of a frame that is not complete."""
        if not have:
            return
        if have < HEADER_SIZE:
            check_header(self._head(), expected, self._rules)
        if self.ended:
            raise RemoteProtocolError("the peer closed in the middle of a frame")

    def _refuse(self, expected: Container[int]) -> NoReturn:
        """Say what is wrong with a header that failed the quick look."""
        check_header(self._head(), expected, self._rules)
        raise RemoteProtocolError("the header is refused")

    def _head(self) -> bytes:
        return bytes(memoryview(self._buffer)[self._start : self._start + HEADER_SIZE])
