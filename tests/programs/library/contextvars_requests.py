"""Context variables: tokens, copies, and one value for each task."""
import asyncio
import contextvars
from contextvars import ContextVar, copy_context

user = ContextVar("user", default="nobody")
depth: ContextVar[int] = ContextVar("depth")

print(user.get(), user.name, depth.get(0))
token = user.set("ann")
print(user.get(), token.var is user, token.old_value is contextvars.Token.MISSING)
user.reset(token)
print(user.get())
try:
    depth.get()
except LookupError:
    print("depth has no value")


def nested(n):
    token = depth.set(depth.get(0) + 1)
    try:
        return depth.get() if n == 0 else nested(n - 1)
    finally:
        depth.reset(token)


print(nested(4), depth.get("unset again"))
ctx = copy_context()


def change():
    user.set("inside")
    return user.get()


print(ctx.run(change), user.get(), ctx[user], user in ctx, len(ctx) >= 1, depth in ctx)


async def handle(name, log):
    user.set(name)
    await asyncio.sleep(0)
    log.append(f"{name}={user.get()}")


async def main():
    log = []
    await asyncio.gather(*(handle(n, log) for n in ("x", "y", "z")))
    print(log, user.get())
    await asyncio.create_task(handle("w", log), context=ctx)
    print(ctx[user])


asyncio.run(main())
