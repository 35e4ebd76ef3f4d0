"""What a session says to the broker: output, questions, and the closing message of each call.

Invariant: a message goes out whole, one at a time; what a call wrote goes out before its closing
message; a question is asked only while a call runs and no other question waits.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Literal

from guardedflame import limits
from guardedflame.ipc.framing import frame
from guardedflame.ipc.messages import Asked, Output, encode
from guardedflame.sandbox.capture import CaptureStream, OutputBudget
from guardedflame.sandbox.stops import Stops


class Outbox:
    """One session's.

    Args:
        output: what its running call may write.
        stops: who may stop it.
    """

    def __init__(self, output: OutputBudget, stops: Stops) -> None:
        self.output = output
        self._stops = stops
        self._send_bytes: Callable[[bytes], object] = _nobody
        self._receive_answer: Callable[[], bytes] = _no_answer
        # Plain Python may have threads, and finalisers run anywhere: one question at a time, in a
        # call, and no message in the middle of another. Reentrant: signal handlers print.
        self._sending = threading.RLock()
        self._turn = threading.RLock()
        self._may_ask = False
        self._stdout = CaptureStream(1, self._send_output, output)
        self._stderr = CaptureStream(2, self._send_output, output)

    def begin(self, send: Callable[[bytes], object], answer: Callable[[], bytes]) -> None:
        """In the worker: talk to this broker, and have what is printed go there.

        Args:
            send: writes bytes to the broker, whole.
            answer: waits for the answer to the question that was sent last.
        """
        self._send_bytes = self._one_by_one(send)
        self._receive_answer = answer
        sys.stdout, sys.stderr = self._stdout, self._stderr

    def mute(self) -> None:
        """Say everything to nobody, as far as can be told from here."""
        self._send_bytes = len

    def open_call(self) -> None:
        """A call begins: it may write, ask and be stopped."""
        self.output.renew()
        self._may_ask = True
        self._stops.arm()

    def close_call(self, closing: bytes) -> None:
        """Send what came of a call, after the answer that one of its threads waits for."""
        self._stops.disarm()
        with self._turn:
            self._may_ask = False
            self._flush()
            self._send_bytes(closing)

    def ask(self, prompt: str) -> bytes:
        """Have the client asked; return its answer, encoded, or nothing where there is none."""
        for stream in (sys.stdout, self._stdout, self._stderr):
            stream.flush()
        with self._turn:
            if not self._may_ask:  # between two calls, or from a finaliser while a question waits
                return b""
            # An exact str: the client's own kind of text could answer the slice.
            asked = frame(encode(Asked(str.__str__(prompt)[: limits.PROMPT])))
            self._may_ask = False
            self._send_bytes(asked)
            raw = self._receive_answer()
            self._may_ask = True
        self._stops.check()
        return raw

    def _one_by_one(self, send: Callable[[bytes], object]) -> Callable[[bytes], object]:
        sending = self._sending

        def send_whole(data: bytes) -> None:
            with sending:
                send(data)

        return send_whole

    def _send_output(self, stream: Literal[1, 2], text: str) -> None:
        self._send_bytes(frame(encode(Output(stream, text))))
        self._stops.check()

    def _flush(self) -> None:
        self._stdout.flush()
        self._stderr.flush()
        # The client's code may have put streams of its own there.
        sys.stdout, sys.stderr = self._stdout, self._stderr


def _no_answer() -> bytes:
    """Stand for the link of a session that has not begun."""
    return b""


def _nobody(data: bytes) -> object:
    """Stand for the link of a session that has not begun."""
    raise BrokenPipeError
