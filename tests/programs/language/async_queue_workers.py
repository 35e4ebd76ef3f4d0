import asyncio


async def producer(name, queue, count):
    for i in range(count):
        await queue.put((name, i))
        await asyncio.sleep(0)
    return count


async def worker(name, queue, results):
    while True:
        item = await queue.get()
        try:
            if item is None:
                return name
            results.append((*item, item[1] ** 2))
        finally:
            queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    results = []
    workers = [asyncio.create_task(worker(f"w{i}", queue, results), name=f"w{i}") for i in range(3)]
    made = await asyncio.gather(producer("a", queue, 4), producer("b", queue, 3))
    await queue.join()
    for _ in workers:
        await queue.put(None)
    names = await asyncio.gather(*workers)
    print(made, sorted(names), len(results), queue.empty(), queue.qsize())
    print(sorted(results))
    print(workers[0].done(), workers[0].result() in names, workers[1].get_name())

    small = asyncio.Queue(1)
    small.put_nowait("x")
    try:
        small.put_nowait("y")
    except asyncio.QueueFull:
        print("full", small.full(), small.get_nowait())
    try:
        small.get_nowait()
    except asyncio.QueueEmpty:
        print("empty")

    ranked = asyncio.PriorityQueue()
    for n in (3, 1, 2):
        ranked.put_nowait((n, f"job{n}"))
    print([(await ranked.get())[1] for _ in range(3)])
    stack = asyncio.LifoQueue()
    for ch in "abc":
        await stack.put(ch)
    print("".join([await stack.get() for _ in range(stack.qsize())]))


if __name__ == "__main__":
    asyncio.run(main())
