"""contextvars in tasks and in plain code."""
import asyncio
import contextvars
from contextlib import contextmanager

request_id = contextvars.ContextVar("request_id", default="-")
user = contextvars.ContextVar("user")
lines = []


def log(text):
    lines.append(f"[{request_id.get()}] {user.get('anonymous')}: {text}")


@contextmanager
def as_user(name):
    token = user.set(name)
    try:
        yield token
    finally:
        user.reset(token)


async def handle(number):
    request_id.set(f"req-{number}")
    log("start")
    await asyncio.sleep(0)
    with as_user(f"u{number}"):
        log("inside")
        await asyncio.sleep(0)
    log("end")
    return request_id.get()


async def main():
    log("main")
    print(await asyncio.gather(*(handle(n) for n in range(3))))
    log("main again")


asyncio.run(main())
print(*lines, sep="\n")
context = contextvars.copy_context()
context.run(request_id.set, "copied")
print(request_id.get(), context[request_id], context.run(request_id.get), user in context)
try:
    user.get()
except LookupError as e:
    print(type(e).__name__)
print(request_id.name)
