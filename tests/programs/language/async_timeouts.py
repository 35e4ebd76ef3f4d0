import asyncio
import sys


async def slow(log):
    try:
        await asyncio.sleep(60)
        return "never"
    except asyncio.CancelledError:
        log.append("cancelled")
        raise
    finally:
        log.append("cleaned up")


async def stubborn():
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        return "did not mind"


async def main():
    log = []
    try:
        await asyncio.wait_for(slow(log), timeout=0.01)
    except asyncio.TimeoutError as e:
        print("wait_for:", type(e).__name__, log)
    try:
        async with asyncio.timeout(0.01):
            await slow(log)
    except TimeoutError:
        print("timeout block", log)
    async with asyncio.timeout(10) as limit:
        await asyncio.sleep(0)
    print(limit.expired())

    task = asyncio.create_task(slow(log))
    await asyncio.sleep(0)
    print(task.cancel(), task.cancelled(), task.done())
    try:
        await task
    except asyncio.CancelledError:
        print("awaited", task.cancelled(), task.done())
    odd = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    odd.cancel()
    print(await odd)

    quick = asyncio.create_task(asyncio.sleep(0, "value"))
    late = asyncio.create_task(slow(log))
    done, pending = await asyncio.wait({quick, late}, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), done.pop().result())
    late.cancel()
    outcome = await asyncio.gather(late, asyncio.sleep(0, 1), return_exceptions=True)
    print([type(o).__name__ for o in outcome])

    shielded = asyncio.create_task(asyncio.sleep(0.05, "survived"))
    try:
        await asyncio.wait_for(asyncio.shield(shielded), 0.001)
    except asyncio.TimeoutError:
        print("shield:", await shielded)
    print("log:", len(log), file=sys.stderr)


asyncio.run(main())
