import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()

    async def transfer(self, other, amount):
        async with self.lock:
            before = self.balance
            await asyncio.sleep(0)
            if before < amount:
                raise ValueError("too poor")
            self.balance = before - amount
        async with other.lock:
            before = other.balance
            await asyncio.sleep(0)
            other.balance = before + amount


async def limited(semaphore, running, peak, n):
    async with semaphore:
        running.append(n)
        peak[0] = max(peak[0], len(running))
        await asyncio.sleep(0)
        running.remove(n)


async def runner(name, start, log):
    log.append(f"{name} ready")
    await start.wait()
    log.append(f"{name} runs")


async def consumer(condition, box, log):
    async with condition:
        await condition.wait_for(lambda: bool(box))
        log.append(f"took {box.pop()}")


async def main():
    a, b = Account(100), Account(0)
    results = await asyncio.gather(*(a.transfer(b, 30) for _ in range(4)), return_exceptions=True)
    print(a.balance, b.balance, results)

    semaphore, peak = asyncio.Semaphore(2), [0]
    running = []
    await asyncio.gather(*(limited(semaphore, running, peak, n) for n in range(6)))
    print("peak", peak, running, semaphore.locked())

    start, log = asyncio.Event(), []
    tasks = [asyncio.create_task(runner(n, start, log)) for n in "xyz"]
    await asyncio.sleep(0)
    start.set()
    await asyncio.gather(*tasks)
    print(log, start.is_set())

    condition, box, log = asyncio.Condition(), [], []
    waiting = asyncio.create_task(consumer(condition, box, log))
    await asyncio.sleep(0)
    async with condition:
        box.append("parcel")
        condition.notify_all()
    await waiting
    print(log, box)

    lock = asyncio.Lock()
    await lock.acquire()
    print(lock.locked())
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print("RuntimeError:", e)

    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(future.set_result, "from a callback")
    print(await future, future.done())
    failed = loop.create_future()
    failed.set_exception(LookupError("nothing"))
    try:
        await failed
    except LookupError as e:
        print(repr(e), asyncio.iscoroutinefunction(runner), asyncio.isfuture(failed))


asyncio.run(main())
