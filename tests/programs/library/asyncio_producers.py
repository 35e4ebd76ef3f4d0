"""Producers and consumers around an asyncio queue."""
import asyncio


async def producer(name, queue, items):
    for item in items:
        await queue.put((name, item))
        await asyncio.sleep(0)


async def consumer(name, queue, results):
    while True:
        source, item = await queue.get()
        results.append((source, item * item))
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    results = []
    consumers = [asyncio.create_task(consumer(f"c{i}", queue, results), name=f"c{i}") for i in range(2)]
    await asyncio.gather(producer("p1", queue, [1, 2, 3]), producer("p2", queue, [10, 20]))
    await queue.join()
    for task in consumers:
        task.cancel()
    outcome = await asyncio.gather(*consumers, return_exceptions=True)
    print([type(o).__name__ for o in outcome], [t.get_name() for t in consumers], all(t.cancelled() for t in consumers))
    print(sorted(results), queue.empty(), queue.qsize())

    jobs = asyncio.PriorityQueue()
    for job in [(3, "low"), (1, "high"), (2, "mid")]:
        jobs.put_nowait(job)
    print([jobs.get_nowait()[1] for _ in range(3)])
    try:
        jobs.get_nowait()
    except asyncio.QueueEmpty:
        print("nothing left")
    stack = asyncio.LifoQueue(1)
    await stack.put("x")
    try:
        stack.put_nowait("y")
    except asyncio.QueueFull:
        print("full", stack.full(), stack.maxsize)


asyncio.run(main())
