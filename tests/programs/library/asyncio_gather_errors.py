"""gather, wait and as_completed when some of the tasks fail."""
import asyncio


async def work(n, delay=0.0):
    await asyncio.sleep(delay)
    if n % 3 == 0:
        raise ValueError(f"{n} is a multiple of three")
    return n * 10


async def main():
    print(await asyncio.gather(work(1), work(2)))
    print(await asyncio.gather(*(work(n) for n in range(1, 5)), return_exceptions=True))
    try:
        await asyncio.gather(work(1), work(3))
    except ValueError as error:
        print("first error:", error)

    tasks = {asyncio.create_task(work(n), name=f"t{n}") for n in (1, 2, 3)}
    done, pending = await asyncio.wait(tasks)
    print(sorted((t.get_name(), t.result() if t.exception() is None else str(t.exception())) for t in done), pending)
    slow = asyncio.create_task(asyncio.sleep(60, "never"))
    quick = asyncio.create_task(work(7))
    done, pending = await asyncio.wait([slow, quick], return_when=asyncio.FIRST_COMPLETED)
    print(done == {quick}, pending == {slow}, slow.done())
    slow.cancel("not needed")
    try:
        await slow
    except asyncio.CancelledError as error:
        print("cancelled", error.args)

    results = []
    for next_done in asyncio.as_completed([work(5, 0.02), work(4), work(6, 0.01)]):
        try:
            results.append(await next_done)
        except ValueError as error:
            results.append(str(error))
    print(results)
    log = []
    t = asyncio.create_task(work(8))
    t.add_done_callback(lambda task: log.append(task.result()))
    await t
    await asyncio.sleep(0)
    print(log, asyncio.iscoroutinefunction(work), asyncio.current_task().get_name().startswith("Task"), len(asyncio.all_tasks()))


asyncio.run(main())
