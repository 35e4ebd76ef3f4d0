"""Flame's operations as they run inside a worker, one call or one batch at a time.

Invariant: every call ends in exactly one closing message, whatever the client's code does short of
ending the process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

import msgspec

from guardedflame.errors import CallRefused
from guardedflame.ipc.messages import (
    BUILTIN_METHODS,
    CONSOLE_METHODS,
    CONSOLE_OBJECT,
    Batch,
    Call,
    Kind,
    WorkerProfile,
)
from guardedflame.sandbox.capture import OutputBudget
from guardedflame.sandbox.closing import Closing, ended
from guardedflame.sandbox.console import Console
from guardedflame.sandbox.guard.aio_loop import WAITS, WHOLE
from guardedflame.sandbox.guard.streams import Input
from guardedflame.sandbox.item_streams import ItemStreams
from guardedflame.sandbox.outbox import Outbox
from guardedflame.sandbox.outward import simpler
from guardedflame.sandbox.profile_language import build_language
from guardedflame.sandbox.reserve import Reserve
from guardedflame.sandbox.scratch import Scratch
from guardedflame.sandbox.stops import Stops
from guardedflame.sandbox.warned import tell_unraisable, tell_warnings
from guardedflame.serial.budget import Budget
from guardedflame.serial.codec import Codec, codec_for
from guardedflame.serial.ids import GUARDED
from guardedflame.serial.registry import Registry


class Operations:
    """One session's state and what the broker may ask of it.

    Made in the zygote, once per profile, so that forked workers share its pages; each worker then
    calls `begin` on its own copy before the first call.

    Args:
        profile: what this session may do and use.
    """

    def __init__(self, profile: WorkerProfile) -> None:
        self._profile = profile
        self._stops = Stops(
            lambda limit: profile.rules.get(limit, ""),
            waits=WAITS | LENDS,
            whole=WHOLE if profile.language == "guarded" else "",
            retries=profile.language == "guarded",
        )
        output = OutputBudget(profile.output, profile.rules.get("limits.output", ""))
        self._outbox = Outbox(output, self._stops)
        self._language = build_language(profile, self._ask)
        self._registry = Registry(simpler)
        self._codecs: dict[int, Codec] = {}
        self._budget = Budget(bytes=profile.frame)
        self._streams = ItemStreams()
        self._reserve = Reserve()
        self._closing = Closing(
            profile, self._language, output, self._streams, self._reserve, stops=self._stops
        )
        self._console = Console(self._language, output, self._stops.check, self._closing.is_limit)
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
            Kind.STREAM_NEXT: self._streams.next,
            Kind.STREAM_CLOSE: self._streams.close,
        }

    def begin(self, send: Callable[[bytes], object], answer: Callable[[], bytes]) -> None:
        """In the worker, confined: from here on this is one client's session.

        Args:
            send: writes bytes to the broker, whole.
            answer: waits for the answer to the question that was sent last.
        """
        self._stops.install()
        self._outbox.begin(send, answer)
        sys.stdin = Input(self._ask)  # what plain Python's input reads
        tell_unraisable(self._language)
        if self._profile.language == "guarded":
            tell_warnings(self._language.programs)

    def narrow(self, *, memory: int, output: int, result: int) -> None:
        """Before the first call: have less, in bytes, of what is counted here."""
        self._profile = msgspec.structs.replace(self._profile, memory=memory, result=result)
        self._closing.profile = self._profile
        self._outbox.output.allowed = output

    def rehearse(self, times: int) -> None:
        """In the zygote, on a session nobody will use: do what a first call does, ``times`` times.

        Code that has settled writes less: neither counts its calls nor looks attributes up.
        """
        streams = sys.stdout, sys.stderr
        self._outbox.mute()
        try:
            for number in range(times):
                self.call(Call(number, GUARDED, Kind.EVALUATE, text="0"))
        finally:
            sys.stdout, sys.stderr = streams

    def call(self, call: Call) -> int | None:
        """Run one call and send its closing message; return an exit status or None to go on."""
        self._reserve.hold()
        self._outbox.open_call()
        try:
            codec = self._codec(call.serializer)
            value = self._kinds[call.kind](call, codec)
            closing = self._closing.done(call.seq, codec, value)
        except SystemExit as leaving:
            code, closing = ended(call.seq, leaving)
            self._outbox.close_call(closing)
            return code
        except BaseException as error:  # whatever the client's code raises is its answer
            closing = self._closing.failed(call.seq, error)
        self._outbox.close_call(closing)
        return None

    def batch(self, batch: Batch) -> int | None:
        """Run calls in order until one fails; send one list of what came of them."""
        self._reserve.hold()
        self._outbox.open_call()
        results: list[object] = []
        ran = 0
        try:
            codec = self._codec(batch.serializer)
            for call in batch.calls:
                try:
                    results.append(self._kinds[call.kind](call, codec))
                    ran += 1
                except (SystemExit, KeyboardInterrupt):
                    raise
                except BaseException as error:  # as in call()
                    if self._closing.is_limit(error):
                        raise
                    results.append(self._closing.batch_item(codec, error))
                    break
            closing = self._closing.done(batch.seq, codec, results, ran)
        except SystemExit as leaving:
            code, closing = ended(batch.seq, leaving)
            self._outbox.close_call(closing)
            return code
        except BaseException as error:  # as in call()
            closing = self._closing.failed(batch.seq, error)
        self._outbox.close_call(closing)
        return None

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

    # --- values ---------------------------------------------------------------------------------

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

    def _ask(self, prompt: str) -> str | None:
        """Have the client asked for a line; None at the end of its input."""
        raw = self._outbox.ask(prompt)
        line = codec_for(GUARDED, self._registry).loads(raw, self._budget) if raw else None
        return line if type(line) is str else None


#: Our code under which C may work for long, called for the client without a frame of its own.
LENDS: Final = frozenset(
    function.__code__
    for function in (
        Operations._builtin_call,  # noqa: SLF001
        Operations._module_call,  # noqa: SLF001
        ItemStreams.next,
    )
)
