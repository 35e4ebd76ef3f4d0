"""asyncio in guarded code: what people write runs, over a loop that does nothing but time."""

from __future__ import annotations

import contextlib
import io

import pytest

from guardedflame.errors import CallRefused, ImportRefused
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language

PROGRAM = """
import asyncio

async def work(name, turns):
    for turn in range(turns):
        await asyncio.sleep(0)
    return name

async def main():
    print(await asyncio.gather(work("a", 3), work("b", 1), work("c", 2)))
    queue = asyncio.Queue(maxsize=1)
    async def produce():
        for number in range(3):
            await queue.put(number)
        await queue.put(None)
    task = asyncio.create_task(produce(), name="producer")
    while (item := await queue.get()) is not None:
        print("got", item)
    await task
    print(await asyncio.gather(), await asyncio.wait_for(work("waited", 2), 5))
    done, late = await asyncio.wait([asyncio.create_task(work(n, 1)) for n in "pq"])
    print(sorted(each.result() for each in done), late)
    same = asyncio.create_task(work("same", 1))
    print(await asyncio.gather(same, same), await asyncio.shield(same))
    class Ready:
        def __await__(self):
            yield from asyncio.sleep(0).__await__()
            return "own"
    print(await asyncio.gather(Ready()), await asyncio.wait_for(Ready(), 1))
    print(await asyncio.ensure_future(Ready()))
    coroutine = work("coroutine", 1)
    try:
        await asyncio.wait([coroutine])
    except TypeError as error:
        print(error)
    coroutine.close()
    try:
        async with asyncio.timeout(0.01):
            await asyncio.Event().wait()
    except TimeoutError:
        print("timeout")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("x", 1))
            group.create_task(fail())
    except ExceptionGroup as errors:
        print(errors.exceptions)
    lock = asyncio.Lock()
    async with lock:
        print(lock.locked())
    for done in asyncio.as_completed([work("late", 4), work("soon", 1)]):
        print(await done)
    print(await asyncio.to_thread(sum, [1, 2]), asyncio.current_task().get_name())
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0.001, future.set_result, "later")
    print(await future)

async def fail():
    raise ValueError("no")

asyncio.run(main())
loop = asyncio.new_event_loop()
print(loop.run_until_complete(work("old style", 1)))
loop.close()
"""


def _run(language: GuardedLanguage, source: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        language.execute(source)
    return out.getvalue()


def test_tasks_queues_timeouts_and_groups() -> None:
    """One program with most of it."""
    text = _run(guarded_language(modules={"asyncio": "*"}), PROGRAM)
    assert text.split("\n") == [
        "['a', 'b', 'c']",
        "got 0",
        "got 1",
        "got 2",
        "[] waited",
        "['p', 'q'] set()",
        "['same', 'same'] same",
        "['own'] own",
        "own",
        "Passing coroutines is forbidden, use tasks explicitly.",
        "timeout",
        "(ValueError('no'),)",
        "True",
        "soon",
        "late",
        "3 " + text.split("\n")[15].split(" ")[1],
        "later",
        "old style",
        "",
    ]


def test_waiting_for_nothing_is_told() -> None:
    """CPython would wait for ever; here there is nothing that could happen."""
    language = guarded_language(modules={"asyncio": "*"})
    with pytest.raises(RuntimeError, match="every task waits"):
        _run(language, "import asyncio\nasyncio.run(asyncio.Event().wait())")


def test_an_error_nobody_asks_for_is_told_without_the_servers_paths() -> None:
    """What the loop's handler says shows the program's own lines only."""
    language = guarded_language(modules={"asyncio": "*"})
    text = _run(
        language,
        "import asyncio\n"
        "async def fail(): 1 / 0\n"
        "async def main():\n"
        "    task = asyncio.create_task(fail())\n"
        "    await asyncio.sleep(0)\n"
        "    await asyncio.sleep(0)\n"
        "    del task\n"
        "asyncio.run(main())\n",
    )
    assert "Task exception was never retrieved" in text
    assert "ZeroDivisionError" in text
    assert "/" not in text.replace("1 / 0", "")


@pytest.mark.parametrize(
    "source",
    [
        "task.get_stack()",
        "getattr(task, 'get_' + 'stack')()",
        "asyncio.Task.get_stack(task)",
        "task.print_stack()",
        "task.get_loop()",
        "asyncio.Future().get_loop()",
        "task.get_coro().cr_frame",
        "loop._loop",
        "loop._selector",
        "type(loop)(1)",
        "task._coro",
        "task._loop",
        "'{0._loop}'.format(task)",
        "'{0.get_loop}'.format(task)",
        "asyncio.events",
        "asyncio.sys",
        "asyncio.base_events",
        "loop.create_connection",
        "loop.subprocess_exec",
        "loop.add_reader(0, print)",
        "loop.set_exception_handler",
        "loop.getaddrinfo",
        "asyncio.Queue._get_loop",
        "asyncio.Queue()._loop",
        "asyncio.Runner()._runner",
        "asyncio.Semaphore.acquire(1)",
    ],
)
def test_neither_the_loop_nor_frames_are_reached(source: str) -> None:
    """By attributes, by names in strings, by format fields, by classes."""
    language = guarded_language(modules={"asyncio": "*"})
    setup = (
        "import asyncio\nasync def f(): await asyncio.sleep(0)\n"
        "async def main():\n"
        "    task = asyncio.create_task(f())\n"
        "    loop = asyncio.get_running_loop()\n"
        "    await task\n"
        f"    return {source}\n"
    )
    with pytest.raises((CallRefused, AttributeError, TypeError, ImportError, SyntaxError)):
        language.execute(setup + "asyncio.run(main())")


@pytest.mark.parametrize("name", ["open_connection", "create_subprocess_exec", "start_server"])
def test_what_opens_something_is_left_out(name: str) -> None:
    """With the reason, even if a policy lists it."""
    with pytest.raises(ImportRefused, match=r"sockets|programs"):
        guarded_language(modules={"asyncio": [name]}).module("asyncio")


def test_texts_of_tasks_and_futures_tell_no_path() -> None:
    """Neither by their callbacks, nor by a coroutine of the library."""
    text = _run(
        guarded_language(modules={"asyncio": "*"}),
        "import asyncio\n"
        "async def main():\n"
        "    print(asyncio.current_task())\n"
        "    print(asyncio.create_task(asyncio.sleep(0.001)))\n"
        "    print(asyncio.gather(asyncio.sleep(0), asyncio.sleep(0)))\n"
        "    print(asyncio.get_running_loop().call_later(0, asyncio.sleep))\n"
        "    print([repr(task) for task in asyncio.all_tasks()])\n"
        "asyncio.run(main())\n",
    )
    assert "coro=<sleep() running at tasks.py" in text
    assert "/" not in text
