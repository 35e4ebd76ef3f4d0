"""Asynchronous context managers, driven by asyncio."""
import asyncio
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, nullcontext


@asynccontextmanager
async def connection(name):
    print("open", name)
    await asyncio.sleep(0)
    try:
        yield f"<{name}>"
    finally:
        await asyncio.sleep(0)
        print("close", name)


@connection("decorated")
async def query():
    return "rows"


async def ticker(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print("ticker finished")


async def cleanup(what):
    print("cleanup", what)


async def main():
    async with connection("a") as a, connection("b") as b:
        print(a, b)
    print(await query())
    async with aclosing(ticker(10)) as ticks:
        async for tick in ticks:
            if tick == 2:
                break
            print("tick", tick)
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(connection(f"c{i}")) for i in range(2)]
        stack.push_async_callback(cleanup, "temp")
        stack.callback(print, "sync callback")
        print(names)
    async with nullcontext("null") as nothing:
        print(nothing)
    try:
        async with connection("bad"):
            raise LookupError("inside")
    except LookupError as error:
        print("got", error)


asyncio.run(main())
