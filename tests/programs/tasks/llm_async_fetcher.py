"""
Simulated concurrent downloads with asyncio.

A semaphore limits concurrency, failures are retried, results come back in order.
"""

import asyncio
from dataclasses import dataclass


@dataclass
class Result:
    url: str
    status: int
    attempts: int


class FakeServer:
    """Pretends to be a web server: some pages fail the first time."""

    def __init__(self) -> None:
        self.active = 0
        self.peak = 0
        self.failures = {"/b": 1, "/d": 5}

    async def get(self, url: str) -> int:
        self.active += 1
        self.peak = max(self.peak, self.active)
        try:
            await asyncio.sleep(0)
            if self.failures.get(url, 0) > 0:
                self.failures[url] -= 1
                raise ConnectionError(f"{url} is not there")
            return 200
        finally:
            self.active -= 1


async def fetch(server: FakeServer, url: str, limit: asyncio.Semaphore, retries: int = 3) -> Result:
    for attempt in range(1, retries + 1):
        async with limit:
            try:
                status = await server.get(url)
                return Result(url, status, attempt)
            except ConnectionError as error:
                if attempt == retries:
                    raise
                last = error
        await asyncio.sleep(0)
    raise AssertionError(last)


async def producer(queue: asyncio.Queue, items) -> None:
    for item in items:
        await queue.put(item)
    await queue.put(None)


async def consumer(queue: asyncio.Queue) -> int:
    total = 0
    while (item := await queue.get()) is not None:
        total += item
        queue.task_done()
    return total


async def main() -> None:
    server = FakeServer()
    limit = asyncio.Semaphore(2)
    urls = ["/a", "/b", "/c", "/d", "/e"]
    results = await asyncio.gather(*(fetch(server, u, limit) for u in urls), return_exceptions=True)
    for url, result in zip(urls, results):
        if isinstance(result, Exception):
            print(f"{url}: failed with {type(result).__name__}: {result}")
        else:
            print(f"{url}: {result.status} after {result.attempts} attempt(s)")
    print("peak concurrency:", server.peak)

    queue: asyncio.Queue = asyncio.Queue(maxsize=2)
    _, total = await asyncio.gather(producer(queue, range(10)), consumer(queue))
    print("sum:", total)

    try:
        await asyncio.wait_for(asyncio.Event().wait(), timeout=0.01)
    except asyncio.TimeoutError:
        print("timed out")


if __name__ == "__main__":
    asyncio.run(main())
