"""asyncio for guarded code: its tasks and primitives over an event loop that does nothing but time.

Invariant: the loop opens no descriptor and starts no thread; neither the loop nor a stack of
frames can be reached from what client code holds.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable, Coroutine
from typing import Any, Self

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.aio_loop import Loop, SessionLoop, hide_paths, is_running, real_loop
from guardedflame.sandbox.guard.aio_waiting import waiting_members
from guardedflame.sandbox.guard.contexts import real_context
from guardedflame.sandbox.guard.guards import Guards

_Callback = Callable[..., object]

#: Handed out opaque: for ``isinstance`` and annotations. Their methods show frames and the loop.
_OPAQUE = ("Future", "Task", "Handle", "TimerHandle")
#: Classes of asyncio written in Python that client code makes objects of.
_MADE = (
    "Barrier",
    "BoundedSemaphore",
    "Condition",
    "Event",
    "LifoQueue",
    "Lock",
    "PriorityQueue",
    "Queue",
    "Semaphore",
    "TaskGroup",
    "Timeout",
)


class _Loops:
    """The loops of one session."""

    def __init__(self, guards: Guards) -> None:
        self._guards = guards
        self._current: Loop | None = None

    def make(self) -> SessionLoop:
        return SessionLoop(self._guards.services.traces)

    def running(self) -> Loop:
        """Return the loop that runs now."""
        found = asyncio.get_running_loop()
        if not isinstance(found, SessionLoop):
            raise GuardRefused(
                "the running loop is not this session's",
                rule="guarded language: asyncio",
                hint="await in the coroutine that asyncio.run was given",
            )
        return Loop(found)

    def current(self) -> Loop:
        """Return the loop that runs now, or the session's own."""
        if is_running():
            return self.running()
        if self._current is None or self._current.is_closed():
            self._current = Loop(self.make())
        return self._current

    def real(self, loop: object = None) -> SessionLoop:
        """Return the loop behind one of the client's, or behind the current one."""
        return real_loop(self.current() if loop is None else loop)  # type: ignore[arg-type]

    def choose(self, loop: Loop | None) -> None:
        """Make a loop the session's own."""
        if loop is not None and type(loop) is not Loop:
            raise TypeError("set_event_loop() takes a loop made by new_event_loop()")
        self._current = loop


def asyncio_members(guards: Guards) -> dict[str, object]:
    """Return the session's version of asyncio."""
    hide_paths()
    loops = _Loops(guards)

    def run(
        main: Coroutine[Any, Any, object],
        *,
        debug: bool | None = None,
        loop_factory: object = None,
    ) -> object:
        """Run a coroutine to its end in a loop of its own."""
        del debug, loop_factory
        if is_running():
            raise RuntimeError("asyncio.run() cannot be called from a running event loop")
        with asyncio.Runner(loop_factory=loops.make) as runner:
            return runner.run(main)

    class Runner:
        """Runs several coroutines in one loop."""

        __slots__ = ("_runner",)

        def __init_subclass__(cls) -> None:
            raise TypeError("a runner cannot be a base class")

        def __init__(self, *, debug: bool | None = None, loop_factory: object = None) -> None:
            """Make the loop on first use."""
            del debug, loop_factory
            self._runner = asyncio.Runner(loop_factory=loops.make)

        def run(
            self,
            coro: Coroutine[Any, Any, object],
            *,
            context: contextvars.Context | None = None,
        ) -> object:
            """Run a coroutine to its end."""
            return self._runner.run(coro, context=real_context(context))

        def close(self) -> None:
            """Cancel what is left and close the loop."""
            self._runner.close()

        def get_loop(self) -> Loop:
            """Return the loop."""
            found = self._runner.get_loop()
            assert isinstance(found, SessionLoop)
            return Loop(found)

        def __enter__(self) -> Self:
            self._runner.__enter__()
            return self

        def __exit__(self, *_: object) -> None:
            self._runner.close()

    async def to_thread(func: _Callback, /, *args: object, **kwargs: object) -> object:
        """Call the function here: a session has one thread."""
        return func(*args, **kwargs)

    def new_event_loop() -> Loop:
        """Return a new loop."""
        return Loop(loops.make())

    def all_tasks(loop: Loop | None = None) -> set[asyncio.Task[Any]]:
        """Return the tasks that are not done."""
        return asyncio.all_tasks(None if loop is None else real_loop(loop))

    def current_task(loop: Loop | None = None) -> asyncio.Task[Any] | None:
        """Return the task that runs now."""
        return asyncio.current_task(None if loop is None else real_loop(loop))

    def future(*, loop: Loop | None = None) -> asyncio.Future[object]:
        # A loop of the client's make would be handed contexts, and with them what libraries keep.
        return real_loop(loops.current() if loop is None else loop).create_future()

    members: dict[str, object] = {
        "run": run,
        **waiting_members(loops.real),
        "Runner": guards.lend(Runner, makes=True),
        "to_thread": to_thread,
        "new_event_loop": new_event_loop,
        "get_event_loop": loops.current,
        "get_running_loop": loops.running,
        "set_event_loop": loops.choose,
        "all_tasks": all_tasks,
        "current_task": current_task,
        "AbstractEventLoop": guards.lend(Loop),
    }
    for name in _MADE:
        if hasattr(asyncio, name):
            members[name] = guards.lend(getattr(asyncio, name), makes=True)
    for name in _OPAQUE:
        members[name] = guards.lend_opaque(getattr(asyncio, name))
    members["Future"] = guards.lend_opaque(asyncio.Future, makes=future)
    return members
