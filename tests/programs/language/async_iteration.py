"""Asynchronous generators, comprehensions and context managers."""
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


class Ticker:
    def __init__(self, limit):
        self.limit = limit
        self._n = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self._n >= self.limit:
            raise StopAsyncIteration
        self._n += 1
        await asyncio.sleep(0)
        return self._n


class Connection:
    opened = 0

    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0)
        Connection.opened += 1
        print("connect", self.name)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await asyncio.sleep(0)
        Connection.opened -= 1
        print("close", self.name, exc_type and exc_type.__name__)
        return exc_type is ConnectionResetError


class Later:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.value


@asynccontextmanager
async def transaction(log):
    log.append("begin")
    try:
        yield log
    except Exception as e:
        log.append(f"rollback {e}")
        raise
    else:
        log.append("commit")


async def countdown(n):
    try:
        while n:
            yield n
            n -= 1
            await asyncio.sleep(0)
    finally:
        print("countdown over")


async def echo():
    heard = "start"
    while heard != "stop":
        heard = yield f"<{heard}>"


async def main():
    print([x async for x in Ticker(3)], {x: x * x async for x in Ticker(2)})
    print([await Later(i) for i in range(3)], sum([x async for x in countdown(4) if x % 2]))
    async for i in Ticker(2):
        print("tick", i)
    else:
        print("no more ticks")
    async with Connection("a") as a, Connection("b"):
        print(a.name, Connection.opened)
    async with Connection("reset"):
        raise ConnectionResetError
    log = []
    async with transaction(log):
        log.append("work")
    try:
        async with transaction(log):
            raise ValueError("broken")
    except ValueError:
        print(log)
    e = echo()
    print(await e.asend(None), await e.asend("hi"), await anext(e))
    try:
        await e.asend("stop")
    except StopAsyncIteration:
        print("stopped")
    gen = countdown(3)
    print(await anext(gen), await gen.__anext__(), await anext(aiter(Ticker(0)), "default"))
    await gen.aclose()
    async with AsyncExitStack() as stack:
        names = [(await stack.enter_async_context(Connection(n))).name for n in "xy"]
        stack.callback(print, "callback")
        print(names, Connection.opened)
    outer = (x async for x in Ticker(5) if x > 3)
    print([x async for x in outer], await Later("done"))


asyncio.run(main())
