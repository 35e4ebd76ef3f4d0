"""Semaphores, locks, events, conditions and barriers."""
import asyncio


async def main():
    active = peak = 0
    semaphore = asyncio.Semaphore(3)

    async def limited(n):
        nonlocal active, peak
        async with semaphore:
            active += 1
            peak = max(peak, active)
            await asyncio.sleep(0.001)
            active -= 1
        return n

    print(await asyncio.gather(*map(limited, range(10))), "peak", peak, semaphore.locked())

    balance = 0
    lock = asyncio.Lock()

    async def deposit():
        nonlocal balance
        async with lock:
            seen = balance
            await asyncio.sleep(0)
            balance = seen + 1

    await asyncio.gather(*(deposit() for _ in range(20)))
    print("balance", balance, lock.locked())

    event, log = asyncio.Event(), []

    async def waiter(name):
        await event.wait()
        log.append(name)

    waiters = [asyncio.create_task(waiter(n)) for n in "abc"]
    await asyncio.sleep(0)
    print(log, event.is_set())
    event.set()
    await asyncio.gather(*waiters)
    print(log)

    condition, stock = asyncio.Condition(), []

    async def take():
        async with condition:
            await condition.wait_for(lambda: len(stock) >= 2)
            return stock.pop(), stock.pop()

    taker = asyncio.create_task(take())
    for item in ("x", "y"):
        await asyncio.sleep(0)
        async with condition:
            stock.append(item)
            condition.notify_all()
    print(await taker)

    barrier = asyncio.Barrier(3)

    async def runner(n):
        await asyncio.sleep(0)
        place = await barrier.wait()
        return place in range(3)

    print(await asyncio.gather(*map(runner, range(3))), barrier.n_waiting)
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        print(error)


asyncio.run(main())
