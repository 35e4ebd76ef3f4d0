"""The event loop of a session: callbacks and timers, and what a client has for it.

Invariant: the loop opens no descriptor and starts no thread; a client has ``Loop``, behind which
the real one cannot be reached.
"""

from __future__ import annotations

import asyncio
import contextvars
import sys
import time
from asyncio import base_events, coroutines, format_helpers
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, Final

from guardedflame.sandbox.guard.bare import text_of
from guardedflame.sandbox.guard.contexts import real_context
from guardedflame.sandbox.guard.filenames import shown_places

_Callback = Callable[..., object]


class _Clock:
    """What stands for a selector: nothing ever becomes ready but by time."""

    def select(self, timeout: float | None) -> Sequence[object]:
        """Sleep until the next timer."""
        if timeout is None:
            raise RuntimeError("every task waits for another one: nothing can go on")
        if timeout > 0:
            time.sleep(timeout)
        return ()

    def close(self) -> None:
        """There is nothing to close."""


#: Our code that does nothing but wait: whoever stops a program may stop it here.
WAITS: Final = frozenset({_Clock.select.__code__})

#: The library's code that must not be stopped half-way: a callback that was taken from the loop's
#: queue and did not run is a task that never goes on, in the cleanup after an interrupt, too.
WHOLE: Final = f"{Path(base_events.BaseEventLoop.run_forever.__code__.co_filename).parent}/"


class SessionLoop(base_events.BaseEventLoop):
    """An event loop of callbacks and timers.

    Args:
        traces: gives the lines of an exception's traceback that a client may see.
    """

    def __init__(self, traces: Callable[[BaseException], list[str]]) -> None:
        super().__init__()
        self._selector = _Clock()
        self._traces = traces

    def __del__(self, _warn: object = None) -> None:
        """There is nothing that would have to be closed."""

    def create_task(self, coro: Any, *, context: object = None, **options: Any) -> Any:
        """Start a task, in a context of the session if one is given."""
        return super().create_task(coro, context=real_context(context), **options)

    def call_soon(  # type: ignore[override]  # it takes a context of the session
        self, callback: Any, *args: Any, context: object = None
    ) -> asyncio.Handle:
        """Call back in the next turn."""
        return super().call_soon(callback, *args, context=real_context(context))

    def call_at(  # type: ignore[override]
        self, when: float, callback: Any, *args: Any, context: object = None
    ) -> asyncio.TimerHandle:
        """Call back at a time of the loop's clock."""
        return super().call_at(when, callback, *args, context=real_context(context))

    def _process_events(self, event_list: Sequence[object]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """There is no other thread to be woken from."""

    def run_in_executor(  # type: ignore[override]
        self, executor: object, func: _Callback, *args: object
    ) -> asyncio.Future[object]:
        """Call the function now, here: a session has one thread."""
        del executor
        future: asyncio.Future[object] = self.create_future()
        try:
            future.set_result(func(*args))
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            future.set_exception(error)
        return future

    def default_exception_handler(self, context: dict[str, Any]) -> None:
        """Say on stderr what nobody asked for, without a path of the server."""
        lines = [str(context.get("message") or "Unhandled exception in event loop")]
        # A repr of the client's that fails would have the library tell where its files are.
        lines += [
            f"{key}: {text_of(context[key], '<repr() failed>', repr)}"
            for key in ("future", "task")
            if context.get(key) is not None
        ]
        error = context.get("exception")
        if isinstance(error, BaseException):
            lines.append("".join(self._traces(error)).rstrip("\n"))
        sys.stderr.write("\n".join(lines) + "\n")


class Loop:
    """What guarded code has for an event loop."""

    __slots__ = ("_loop",)

    def __init_subclass__(cls) -> None:
        raise TypeError("an event loop cannot be a base class")

    def __init__(self, loop: SessionLoop) -> None:
        """Stand for ``loop``."""
        self._loop = loop

    def time(self) -> float:
        """Return the loop's clock, in seconds."""
        return self._loop.time()

    def create_task(
        self,
        coro: Coroutine[Any, Any, object],
        *,
        name: str | None = None,
        context: contextvars.Context | None = None,
    ) -> asyncio.Task[object]:
        """Start a task."""
        made: asyncio.Task[object] = self._loop.create_task(coro, name=name, context=context)
        return made

    def create_future(self) -> asyncio.Future[object]:
        """Return a future."""
        return self._loop.create_future()

    def call_soon(self, callback: _Callback, *args: object) -> asyncio.Handle:
        """Call back in the next turn."""
        return self._loop.call_soon(callback, *args)

    def call_later(self, delay: float, callback: _Callback, *args: object) -> asyncio.TimerHandle:
        """Call back after some seconds."""
        return self._loop.call_later(delay, callback, *args)

    def call_at(self, when: float, callback: _Callback, *args: object) -> asyncio.TimerHandle:
        """Call back at a time of the loop's clock."""
        return self._loop.call_at(when, callback, *args)

    def run_in_executor(
        self, executor: None, func: _Callback, *args: object
    ) -> asyncio.Future[object]:
        """Call the function at once: a session has one thread."""
        return self._loop.run_in_executor(executor, func, *args)

    def run_until_complete(self, future: Awaitable[object]) -> object:
        """Run until the future or coroutine is done; return its result."""
        return self._loop.run_until_complete(future)

    def run_forever(self) -> None:
        """Run until stop."""
        self._loop.run_forever()

    def stop(self) -> None:
        """Stop soon."""
        self._loop.stop()

    def close(self) -> None:
        """Close; it cannot run again."""
        self._loop.close()

    def is_running(self) -> bool:
        """Say if it runs."""
        return self._loop.is_running()

    def is_closed(self) -> bool:
        """Say if it is closed."""
        return self._loop.is_closed()

    def get_debug(self) -> bool:
        """Say if it is in debug mode: never."""
        return False

    def set_debug(self, enabled: bool) -> None:
        """Do nothing: debug mode shows frames."""


real_loop: Callable[[Loop], SessionLoop] = vars(Loop)["_loop"].__get__


def is_running() -> bool:
    """Say if a loop runs now."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def hide_paths() -> None:
    """Have asyncio's texts name the library's files without the directory they are in."""
    places = [f"{Path(file).parent}/" for file in (asyncio.__file__, __file__)]
    if getattr(coroutines, "_format_coroutine").__module__ == __name__:  # noqa: B009 - private
        return
    format_coroutine = vars(coroutines)["_format_coroutine"]
    function_source = vars(format_helpers)["_get_function_source"]

    def short(text: str) -> str:
        for place in places:
            text = text.replace(place, "")
        return shown_places(text)

    def formatted(coro: object) -> str:
        return short(str(format_coroutine(coro)))

    def source(function: object) -> tuple[str, int] | None:
        found = function_source(function)
        return None if found is None else (short(found[0]), found[1])

    setattr(coroutines, "_format_coroutine", formatted)  # noqa: B010 - private to mypy
    setattr(format_helpers, "_get_function_source", source)  # noqa: B010
