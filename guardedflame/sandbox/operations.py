"""Flame's operations as they run inside a worker, and the one closing message of each call.

Invariant: every call ends in exactly one of Done, Failed or Ended, whatever the client's code
does short of ending the process; what it wrote goes out before that message.
"""

from __future__ import annotations

import contextlib
import secrets
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Final, Literal

import msgspec

from guardedflame import limits
from guardedflame.amounts import about_size, show_size
from guardedflame.errors import CallRefused, LimitExceeded, Refused
from guardedflame.ipc.framing import frame
from guardedflame.ipc.messages import (
    BUILTIN_METHODS,
    CONSOLE_METHODS,
    CONSOLE_OBJECT,
    Asked,
    Batch,
    Call,
    Done,
    Ended,
    Failed,
    Kind,
    Output,
    WorkerProfile,
    encode,
)
from guardedflame.sandbox import stops
from guardedflame.sandbox.capture import CaptureStream, OutputBudget
from guardedflame.sandbox.console import Console
from guardedflame.sandbox.guard.aio_loop import WAITS, WHOLE
from guardedflame.sandbox.guard.files import SessionFiles
from guardedflame.sandbox.guard.language import (
    Language,
    client_traceback,
    guarded_language,
    plain_language,
)
from guardedflame.sandbox.guard.refusals import rule_of
from guardedflame.sandbox.guard.services import Services
from guardedflame.sandbox.guard.streams import Input
from guardedflame.sandbox.outward import simpler
from guardedflame.sandbox.reserve import Reserve
from guardedflame.sandbox.scratch import Scratch
from guardedflame.sandbox.shortage import as_limit
from guardedflame.sandbox.stops import Stops
from guardedflame.sandbox.warned import tell_warnings
from guardedflame.serial.budget import Budget
from guardedflame.serial.codec import Codec, codec_for
from guardedflame.serial.failures import Failure, bounded, failure_of, failure_value
from guardedflame.serial.ids import GUARDED
from guardedflame.serial.registry import Registry
from guardedflame.serial.stock import Tagged

Ask = Callable[[str], str | None]


def build_language(profile: WorkerProfile, ask: Ask) -> Language:
    """Return a fresh language for one session of ``profile``; ``ask`` is its ``input``."""
    if profile.language == "python":
        return plain_language(scratch=None)
    return guarded_language(
        modules={name: "*" if names is None else names for name, names in profile.modules.items()},
        builtins_denied=profile.builtins_denied,
        builtins_allowed=profile.builtins_allowed,
        rule_of=profile.rules.get,
        builtins_also=profile.builtins_also,
        source_limit=profile.source,
        services=Services(ask=ask, files=SessionFiles() if profile.files else None),
    )


class Operations:
    """One session's state and what the broker may ask of it.

    Made in the zygote, once per profile, so that forked workers share its pages; each worker then
    calls `begin` on its own copy before the first call.

    Args:
        profile: what this session may do and use.
    """

    def __init__(self, profile: WorkerProfile) -> None:
        self._send_bytes: Callable[[bytes], object] = _nobody
        self._profile = profile
        self._receive_answer: Callable[[], bytes] = _no_answer
        # Plain Python may have threads, and finalisers run anywhere: one question at a time, in a
        # call, and no message in the middle of another. Reentrant: signal handlers print.
        self._sending = threading.RLock()
        self._turn = threading.RLock()
        self._may_ask = False
        self._stops = Stops(
            lambda limit: profile.rules.get(limit, ""),
            waits=WAITS | LENDS,
            whole=WHOLE if profile.language == "guarded" else "",
            retries=profile.language == "guarded",
        )
        self._language = build_language(profile, self._ask)
        self._registry = Registry(simpler)
        self._codecs: dict[int, Codec] = {}
        self._budget = Budget(bytes=profile.frame)
        self._output = OutputBudget(profile.output, profile.rules.get("limits.output", ""))
        self._stdout = CaptureStream(1, self._send_output, self._output)
        self._stderr = CaptureStream(2, self._send_output, self._output)
        self._streams: dict[str, Iterator[object]] = {}
        self._reserve = Reserve()
        self._console = Console(self._language, self._output, self._stops.check)
        self._scratch = Scratch(profile.rules.get("limits.scratch", ""))
        self._kinds: dict[str, Callable[[Call, Codec], object]] = {
            Kind.EVALUATE: self._evaluate,
            Kind.EXECUTE: self._execute,
            Kind.MODULE_OPEN: self._module_open,
            Kind.MODULE_META: self._module_meta,
            Kind.MODULE_CALL: self._module_call,
            Kind.MODULE_GET: self._module_get,
            Kind.BUILTIN_OPEN: self._builtin_open,
            Kind.BUILTIN_CALL: self._builtin_call,
            Kind.SENDMODULE: self._sendmodule,
            Kind.GETMODULE: self._getmodule,
            Kind.SENDFILE: self._sendfile,
            Kind.GETFILE: self._getfile,
            Kind.CONSOLE_OPEN: self._console_open,
            Kind.CONSOLE_BANNER: self._console_banner,
            Kind.CONSOLE_PUSH: self._console_push,
            Kind.CONSOLE_CLOSE: self._console_close,
            Kind.STREAM_NEXT: self._stream_next,
            Kind.STREAM_CLOSE: self._stream_close,
        }

    def begin(self, send: Callable[[bytes], object], answer: Callable[[], bytes]) -> None:
        """In the worker, confined: from here on this is one client's session.

        Args:
            send: writes bytes to the broker, whole.
            answer: waits for the answer to the question that was sent last.
        """
        self._stops.install()
        self._send_bytes = self._one_by_one(send)
        self._receive_answer = answer
        sys.unraisablehook = self._unraisable
        sys.stdin = Input(self._ask)  # what plain Python's input reads
        sys.stdout, sys.stderr = self._stdout, self._stderr
        if self._profile.language == "guarded":
            tell_warnings(self._language.programs)

    def narrow(self, *, memory: int, output: int, result: int) -> None:
        """Before the first call: have less, in bytes, of what is counted here."""
        self._profile = msgspec.structs.replace(self._profile, memory=memory, result=result)
        self._output.allowed = output

    def rehearse(self, times: int) -> None:
        """In the zygote, on a session nobody will use: do what a first call does, ``times`` times.

        Code that has settled writes less: neither counts its calls nor looks attributes up.
        """
        streams = sys.stdout, sys.stderr
        self._send_bytes = len
        try:
            for number in range(times):
                self.call(Call(number, GUARDED, Kind.EVALUATE, text="0"))
        finally:
            sys.stdout, sys.stderr = streams

    def call(self, call: Call) -> int | None:
        """Run one call and send its closing message; return an exit status or None to go on."""
        self._begin_call()
        try:
            codec = self._codec(call.serializer)
            value = self._kinds[call.kind](call, codec)
            closing = self._done(call.seq, codec, value)
        except SystemExit as leaving:
            code = _exit_code(leaving)
            self._close_call(frame(encode(Ended(call.seq, code))))
            return code
        except BaseException as error:  # whatever the client's code raises is its answer
            closing = frame(encode(Failed(call.seq, self._failure(error))))
        self._close_call(closing)
        return None

    def batch(self, batch: Batch) -> int | None:
        """Run calls in order until one fails; send one list of what came of them."""
        self._begin_call()
        results: list[object] = []
        ran = 0
        try:
            codec = self._codec(batch.serializer)
            for call in batch.calls:
                try:
                    results.append(self._kinds[call.kind](call, codec))
                    ran += 1
                except (SystemExit, KeyboardInterrupt, stops.LimitExceeded):
                    raise
                except BaseException as error:  # as in call()
                    results.append(_batch_item(codec, self._failure(error)))
                    break
            closing = self._done(batch.seq, codec, results, ran)
        except SystemExit as leaving:
            code = _exit_code(leaving)
            self._close_call(frame(encode(Ended(batch.seq, code))))
            return code
        except BaseException as error:  # as in call()
            closing = frame(encode(Failed(batch.seq, self._failure(error))))
        self._close_call(closing)
        return None

    def _begin_call(self) -> None:
        self._output.renew()
        self._reserve.hold()
        self._may_ask = True
        self._stops.arm()

    def _close_call(self, closing: bytes) -> None:
        """Send what came of a call, after the answer that one of its threads waits for."""
        self._stops.disarm()
        with self._turn:
            self._may_ask = False
            self._flush()
            self._send_bytes(closing)

    # --- the operations ------------------------------------------------------------------------

    def _evaluate(self, call: Call, _codec: Codec) -> object:
        return self._language.evaluate(call.text)

    def _execute(self, call: Call, _codec: Codec) -> None:
        self._language.execute(call.text, call.name or "<execute>")

    def _module_open(self, call: Call, codec: Codec) -> object:
        methods, attrs = self._language.describe(call.name)
        if call.uri:
            return codec.proxy(call.uri, methods, attrs, [], call.ticket)
        return {"module": call.name, "methods": methods, "attrs": attrs}

    def _module_meta(self, call: Call, _codec: Codec) -> object:
        methods, attrs = self._language.describe(call.name)
        meta = {"methods": methods, "oneway": [], "attrs": attrs}
        return {"handshake": call.text, "meta": meta} if call.text else meta

    def _module_member(self, dotted: str) -> object:
        module, _, name = dotted.rpartition(".")
        if not module:
            raise CallRefused(
                f"{dotted!r} names no function of a module",
                hint="write module.function",
                rule="wire: operations",
            )
        return self._language.member(module, name)

    def _module_call(self, call: Call, codec: Codec) -> object:
        args, kwargs = self._arguments(call, codec)
        function = self._module_member(call.name)
        if not callable(function):
            raise TypeError(f"{call.name} is a {type(function).__name__}, not a function")
        return function(*args, **kwargs)

    def _module_get(self, call: Call, _codec: Codec) -> object:
        return self._module_member(call.name)

    def _builtin_open(self, call: Call, codec: Codec) -> object:
        self._language.builtin(call.name)
        if call.uri:
            return codec.proxy(call.uri, BUILTIN_METHODS, [], [], call.ticket)
        return {"builtin": call.name}

    def _builtin_call(self, call: Call, codec: Codec) -> object:
        args, kwargs = self._arguments(call, codec)
        function = self._language.builtin(call.name)
        if not callable(function):
            raise TypeError(f"{call.name} is a {type(function).__name__}, not a function")
        return function(*args, **kwargs)

    def _sendmodule(self, call: Call, _codec: Codec) -> None:
        self._language.define_module(call.name, call.text)

    def _getmodule(self, call: Call, _codec: Codec) -> object:
        return self._language.module_source(call.name)

    def _sendfile(self, call: Call, codec: Codec) -> None:
        (data,) = (codec.loads(raw, self._budget) for raw in call.args)
        self._scratch.write(call.name, data)

    def _getfile(self, call: Call, _codec: Codec) -> bytes:
        return self._scratch.read(call.name, self._profile.result)

    def _console_open(self, call: Call, codec: Codec) -> object:
        banner = self._console.open()
        if call.uri:
            return codec.proxy(call.uri, CONSOLE_METHODS, [], [], call.ticket)
        return {"console": CONSOLE_OBJECT, "banner": banner}

    def _console_banner(self, _call: Call, _codec: Codec) -> object:
        return self._console.open()

    def _console_push(self, call: Call, _codec: Codec) -> object:
        return self._console.push(call.text)

    def _console_close(self, _call: Call, _codec: Codec) -> None:
        self._console.close()

    def _stream_next(self, call: Call, _codec: Codec) -> object:
        stream = self._streams.get(call.name)
        if stream is None:
            raise CallRefused(
                f"this session has no item stream {call.name!r}",
                hint="it may have been closed",
                rule="wire: item streams",
            )
        try:
            return next(stream)
        except BaseException:
            # Ended or broken: either way no further item will come.
            self._streams.pop(call.name, None)
            raise

    def _stream_close(self, call: Call, _codec: Codec) -> None:
        self._streams.pop(call.name, None)

    # --- results -------------------------------------------------------------------------------

    def _codec(self, serializer: int) -> Codec:
        codec = self._codecs.get(serializer)
        if codec is None:
            codec = self._codecs[serializer] = codec_for(serializer, self._registry)
        return codec

    def _arguments(self, call: Call, codec: Codec) -> tuple[list[object], dict[str, object]]:
        budget = self._budget
        return (
            [codec.loads(raw, budget) for raw in call.args],
            {name: codec.loads(raw, budget) for name, raw in call.kwargs.items()},
        )

    def _done(self, seq: int, codec: Codec, value: object, ran: int = 1) -> bytes:
        if self._output.over is not None:
            # The program may have swallowed it; its output is cut all the same.
            raise self._output.over
        if hasattr(type(value), "__next__"):
            return frame(encode(Done(seq, codec.dumps(None), self._keep_stream(value))))
        payload = codec.dumps(value)
        allowed = self._profile.result
        if len(payload) > allowed:
            raise LimitExceeded(
                f"the result is {about_size(len(payload))} encoded, "
                f"and {show_size(allowed)} is allowed",
                limit="result",
                allowed=show_size(allowed),
                used=about_size(len(payload)),
                state_survived=True,
                rule=self._profile.rules.get("limits.result", ""),
                hint="return less, or a generator to send it item by item",
            )
        return frame(encode(Done(seq, payload, "", ran)))

    def _keep_stream(self, value: object) -> str:
        if len(self._streams) >= limits.STREAMS:
            raise LimitExceeded(
                f"this session already has {limits.STREAMS} item streams open",
                limit="streams",
                allowed=str(limits.STREAMS),
                used=str(limits.STREAMS + 1),
                state_survived=True,
                hint="exhaust or close the streams that are not needed",
            )
        # Unguessable rather than counted: an iterator the client still holds from before its
        # worker died must not read the items of a stream in the next one.
        name = f"stream-{secrets.token_hex(8)}"
        self._streams[name] = value  # type: ignore[assignment]  # it has __next__
        return name

    def _failure(self, error: BaseException) -> Failure:
        # As in `_done`: what the program raised after it was cut does not hide that it was.
        error = self._output.over or error
        if isinstance(error, stops.LimitExceeded):
            error = stops.verdict_of(error)
        error = as_limit(error, self._profile)
        if isinstance(error, MemoryError):
            self._reserve.release()
            allowed = show_size(self._profile.memory)
            error = LimitExceeded(
                f"the session's memory limit of {allowed} was reached",
                limit="memory",
                allowed=allowed,
                used=f"over {allowed}",
                state_survived=True,
                rule=self._profile.rules.get("limits.memory", ""),
                hint="keep less data at once; what the session held before is still there",
            ).with_traceback(error.__traceback__)
        lines: list[str] = []
        try:
            lines = client_traceback(error, self._language)
            if isinstance(error, Refused):
                error.rule = rule_of(error, self._language.rule)
            return failure_of(error, lines)
        except BaseException:  # the client's own exception class may lie or raise
            text = "an exception that cannot be described"
            return bounded(Failure("RuntimeError", (text,), tuple(lines), {}))

    def _ask(self, prompt: str) -> str | None:
        """Have the client asked for a line; None at the end of its input."""
        self._flush_output()
        with self._turn:
            if not self._may_ask:  # between two calls, or from a finaliser while a question waits
                return None
            # An exact str: the client's own kind of text could answer the slice.
            asked = frame(encode(Asked(str.__str__(prompt)[: limits.PROMPT])))
            self._may_ask = False
            self._send_bytes(asked)
            raw = self._receive_answer()
            self._may_ask = True
        self._stops.check()
        line = codec_for(GUARDED, self._registry).loads(raw, self._budget) if raw else None
        return line if type(line) is str else None

    def _unraisable(self, unraisable: sys.UnraisableHookArgs) -> None:
        """Say as CPython does what a finaliser raised, without a path of the server."""
        error = unraisable.exc_value
        if error is None:
            return
        try:
            lines = client_traceback(error, self._language)
            about = f"{unraisable.err_msg or 'Exception ignored in'}: {unraisable.object!r}"
        except BaseException:  # its objects are the client's own
            lines, about = [], "Exception ignored in an object that cannot be shown"
        # What is raised here goes nowhere but into the output, with paths of ours: whoever is over
        # its output is told at the end of the call, and whoever is told to stop, a second time.
        with contextlib.suppress(stops.LimitExceeded, KeyboardInterrupt):
            sys.stderr.write(f"{about}\n{''.join(lines)}")

    def _one_by_one(self, send: Callable[[bytes], object]) -> Callable[[bytes], object]:
        sending = self._sending

        def send_whole(data: bytes) -> None:
            with sending:
                send(data)

        return send_whole

    def _send_output(self, stream: Literal[1, 2], text: str) -> None:
        self._send_bytes(frame(encode(Output(stream, text))))
        self._stops.check()

    def _flush_output(self) -> None:
        for stream in (sys.stdout, self._stdout, self._stderr):
            stream.flush()

    def _flush(self) -> None:
        self._stdout.flush()
        self._stderr.flush()
        # The client's code may have put streams of its own there.
        sys.stdout, sys.stderr = self._stdout, self._stderr


#: Our code under which C may work for long, called for the client without a frame of its own.
LENDS: Final = frozenset(
    function.__code__
    for function in (
        Operations._builtin_call,  # noqa: SLF001
        Operations._module_call,  # noqa: SLF001
        Operations._stream_next,  # noqa: SLF001
    )
)


def _batch_item(codec: Codec, failure: Failure) -> object:
    """Return the last item of a batch's list, as the client's side of Pyro looks for it."""
    value = failure_value(codec, failure)
    if codec.id == GUARDED:
        return {"failure": value}
    return Tagged({"__class__": "Pyro5.core._ExceptionWrapper", "exception": value})


def _no_answer() -> bytes:
    """Stand for the link of a session that has not begun."""
    return b""


def _nobody(data: bytes) -> object:
    """Stand for the link of a session that has not begun."""
    raise BrokenPipeError


def _exit_code(leaving: SystemExit) -> int:
    code = leaving.code
    if code is None:
        return 0
    if type(code) is int:
        return code & 0xFF
    if type(code) is str:
        print(code, file=sys.stderr)  # noqa: T201 - what the interpreter does with exit("text")
    return 1
