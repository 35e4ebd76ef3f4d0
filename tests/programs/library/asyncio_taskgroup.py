"""Task groups and the groups of errors they raise."""
import asyncio


async def step(name, log, fail=None, delay=0.0):
    try:
        await asyncio.sleep(delay)
        if fail:
            raise fail
        log.append(name)
        return name.upper()
    except asyncio.CancelledError:
        log.append(f"{name} cancelled")
        raise


async def main():
    log = []
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(step("a", log))
        b = tg.create_task(step("b", log, delay=0.001), name="task b")
    print(a.result(), b.result(), b.get_name(), log)

    log = []
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(step("slow", log, delay=60))
            tg.create_task(step("bad", log, fail=ValueError("bad value")))
            tg.create_task(step("worse", log, fail=OSError("disk on fire")))
    except ExceptionGroup as group:
        print(group.message, sorted(type(e).__name__ for e in group.exceptions), log)
        values, others = group.split(ValueError)
        print([str(e) for e in values.exceptions], [str(e) for e in others.exceptions])

    async def nested(depth, tg):
        if depth:
            tg.create_task(nested(depth - 1, tg))
            tg.create_task(nested(depth - 1, tg))
        else:
            leaves.append(1)

    leaves = []
    async with asyncio.TaskGroup() as tg:
        tg.create_task(nested(4, tg))
    print(len(leaves))


asyncio.run(main())
with asyncio.Runner() as runner:
    print(runner.run(asyncio.sleep(0, "from a runner")))
    print(runner.get_loop().is_closed())
