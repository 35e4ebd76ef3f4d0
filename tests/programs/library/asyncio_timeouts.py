"""Timeouts, cancellation, shielding and the event loop's clock."""
import asyncio


async def forever(log):
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        log.append("cancelled")
        raise
    finally:
        log.append("cleaned up")


async def main():
    log = []
    try:
        async with asyncio.timeout(0.01):
            await forever(log)
    except TimeoutError:
        print("timeout", log)
    try:
        await asyncio.wait_for(asyncio.sleep(3600), timeout=0.01)
    except asyncio.TimeoutError as error:
        print("wait_for", type(error).__name__)
    print(await asyncio.wait_for(asyncio.sleep(0, "quick"), timeout=5))
    async with asyncio.timeout(None) as cm:
        cm.reschedule(asyncio.get_running_loop().time() + 30)
        await asyncio.sleep(0)
    print(cm.expired(), cm.when() is not None)

    async def stubborn():
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            return "refused to stop"

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    print(task.cancel(), await task, task.cancelled(), task.done(), task.cancel())

    inner = asyncio.create_task(asyncio.sleep(0.01, "shielded result"))
    outer = asyncio.shield(inner)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled,", await inner)

    loop = asyncio.get_running_loop()
    order = []
    loop.call_later(0.02, order.append, "later")
    loop.call_soon(order.append, "soon")
    handle = loop.call_later(0.01, order.append, "dropped")
    handle.cancel()
    future = loop.create_future()
    loop.call_later(0.03, future.set_result, "future done")
    print(await future, order, future.done(), loop.is_running())


asyncio.run(main())
