"""asyncio: what waits for several things at once, as a session has it.

Invariant: asyncio waits for futures of a loop of ours only. One of the client's making would be
asked for its loop, and that loop would be handed contexts, and with them what libraries keep there.
"""

from __future__ import annotations

import asyncio
import types
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

#: Futures of loops of ours, the only loops that a client's code is ever in.
_FUTURES = frozenset({asyncio.Future, asyncio.Task, vars(asyncio.tasks)["_GatheringFuture"]})


async def _awaiting(awaitable: Awaitable[object]) -> object:
    return await awaitable


def waiting_members(real: Callable[[object], asyncio.AbstractEventLoop]) -> dict[str, object]:
    """Return the session's versions.

    Args:
        real: gives the loop behind one that the client holds, None for the current one.
    """

    def ensure_future(coro_or_future: Any, *, loop: object = None) -> asyncio.Future[Any]:
        """Start a task for an awaitable."""
        if type(coro_or_future) not in _FUTURES | {types.CoroutineType}:
            coro_or_future = _awaiting(coro_or_future)
        made: asyncio.Future[Any] = asyncio.ensure_future(coro_or_future, loop=real(loop))
        return made

    def gather(*coros_or_futures: object, return_exceptions: bool = False) -> object:
        """Wait for all; the results in order."""
        # The same object twice is one task, as in CPython's.
        made = {id(each): ensure_future(each) for each in coros_or_futures}
        futures = [made[id(each)] for each in coros_or_futures]
        if not futures:
            # CPython would make an event loop of its own for the empty answer.
            nothing = real(None).create_future()
            nothing.set_result([])
            return nothing
        return asyncio.gather(*futures, return_exceptions=bool(return_exceptions))

    def shield(arg: object) -> asyncio.Future[object]:
        """Wait for something without cancelling it."""
        return asyncio.shield(ensure_future(arg))

    async def wait(
        fs: Iterable[Any],
        *,
        timeout: float | None = None,  # noqa: ASYNC109  (asyncio's own signature)
        return_when: str = asyncio.ALL_COMPLETED,
    ) -> object:
        """Wait for some tasks; two sets, of those that are done and of the others."""
        futures = set(fs)
        if any(type(each) not in _FUTURES for each in futures):
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
        return await asyncio.wait(futures, timeout=timeout, return_when=return_when)

    async def wait_for(fut: Any, timeout: float | None) -> object:  # noqa: ASYNC109
        """Wait for one, no longer than this many seconds."""
        if type(fut) not in _FUTURES | {types.CoroutineType}:
            fut = _awaiting(fut)
        return await asyncio.wait_for(fut, timeout)

    def as_completed(fs: Iterable[object], *, timeout: float | None = None) -> object:
        """Iterate over results as they come."""
        asyncio.get_running_loop()  # without one, CPython would make its own
        return asyncio.as_completed([ensure_future(each) for each in fs], timeout=timeout)

    return {
        "as_completed": as_completed,
        "ensure_future": ensure_future,
        "gather": gather,
        "shield": shield,
        "wait": wait,
        "wait_for": wait_for,
    }
