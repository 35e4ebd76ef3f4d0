"""Pipelines of asynchronous generators and iterators."""
import asyncio
from contextlib import aclosing


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def squares(source):
    async for x in source:
        yield x * x


async def batched(source, size):
    batch = []
    async for x in source:
        batch.append(x)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


async def merge(*sources):
    queue, finished = asyncio.Queue(), object()

    async def drain(source):
        async for item in source:
            await queue.put(item)
        await queue.put(finished)

    tasks = [asyncio.create_task(drain(s)) for s in sources]
    left = len(tasks)
    while left:
        item = await queue.get()
        if item is finished:
            left -= 1
        else:
            yield item


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0)
        return self.n


async def echo():
    received = None
    while True:
        try:
            received = yield f"got {received}"
        except KeyError as error:
            received = f"error {error}"


async def main():
    print([x async for x in squares(numbers(5))], {x: x async for x in numbers(2)}, [x async for x in Countdown(3) if x])
    async for batch in batched(squares(numbers(7)), 3):
        print(batch, sum(batch))
    print(sorted([x async for x in merge(numbers(3), squares(numbers(4)), Countdown(2))]))
    gen = echo()
    print(await anext(gen), await gen.asend("hello"), await gen.athrow(KeyError("k")))
    await gen.aclose()
    it = aiter(numbers(1))
    print(await anext(it), await anext(it, "default"))
    async with aclosing(numbers(100)) as source:
        async for x in source:
            if x > 3:
                break
    print("stopped at", x)


asyncio.run(main())
