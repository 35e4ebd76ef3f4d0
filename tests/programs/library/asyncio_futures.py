"""Futures, callbacks and loops handled by hand."""
import asyncio


async def answer_later(future, delay, value):
    await asyncio.sleep(delay)
    future.set_result(value)


async def fails():
    raise RuntimeError("broken")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.create_task(answer_later(future, 0.001, 42))
    print("the answer is", await future, future.done(), future.result())

    seen = []
    future = asyncio.Future()
    future.add_done_callback(lambda f: seen.append(f.exception()))
    future.set_exception(KeyError("x"))
    try:
        await future
    except KeyError as error:
        print("raised", error, seen == [] or seen)
    await asyncio.sleep(0)
    print(seen, future.cancelled())
    try:
        future.set_result(1)
    except asyncio.InvalidStateError:
        print("already done")

    task = asyncio.ensure_future(asyncio.sleep(0, "ensured"))
    print(await task, asyncio.isfuture(task), isinstance(task, asyncio.Task), asyncio.iscoroutine(coro := fails()))
    coro.close()
    tasks = [asyncio.create_task(asyncio.sleep(30)), asyncio.create_task(fails())]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending), [type(t.exception()).__name__ for t in done])
    for t in pending:
        t.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    try:
        async with asyncio.timeout_at(loop.time() + 0.001):
            await asyncio.sleep(30)
    except TimeoutError:
        print("too late")
    print(await asyncio.wait_for(asyncio.shield(asyncio.sleep(0, "shielded")), 1))


asyncio.run(main())
loop = asyncio.new_event_loop()
try:
    print(loop.run_until_complete(asyncio.sleep(0, "by hand")), loop.is_running(), loop.is_closed())
finally:
    loop.close()
print(loop.is_closed())
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
