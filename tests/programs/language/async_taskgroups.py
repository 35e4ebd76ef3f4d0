import asyncio


async def fetch(name, *, delay=0, fail=None):
    for _ in range(delay):
        await asyncio.sleep(0)
    if fail is not None:
        raise fail
    return f"<{name}>"


async def forever(log):
    try:
        while True:
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        log.append("forever was cancelled")
        raise


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch(n, delay=d)) for n, d in [("a", 3), ("b", 1)]]
    print([t.result() for t in tasks])

    log = []
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(forever(log))
            group.create_task(fetch("x", delay=2, fail=ValueError("bad x")))
            group.create_task(fetch("y", delay=2, fail=KeyError("bad y")))
    except ExceptionGroup as errors:
        print(errors.message, sorted(map(repr, errors.exceptions)), log)

    order = []
    for first in asyncio.as_completed([fetch("slow", delay=9), fetch("fast"), fetch("mid", delay=4)]):
        order.append(await first)
    print(order)

    coroutine = fetch("never run")
    print(asyncio.iscoroutine(coroutine), type(coroutine).__name__, coroutine.__name__)
    coroutine.close()
    print(await asyncio.gather(fetch("p"), fetch("q", fail=OSError("q")), return_exceptions=True))

    seen = []
    task = asyncio.create_task(fetch("cb"))
    task.add_done_callback(lambda t: seen.append(t.result()))
    await task
    await asyncio.sleep(0)
    print(seen, task.exception(), asyncio.current_task() is not None)
    return "main is done"


print(asyncio.run(main()))
try:
    asyncio.run(fetch("z", fail=RuntimeError("from run")))
except RuntimeError as e:
    print("run raised", e)
