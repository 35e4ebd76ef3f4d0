"""Row 6: frames of coroutines, asynchronous generators and of what they await.

RestrictedPython 8.5 (``ag_frame``, ``ag_code``, ``ag_await``).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

#: Down the stack to a frame that has the real builtins, by names that no static rule sees.
DOWN = """
def down(frame):
    while getattr(frame, "f_" + "back"):
        frame = getattr(frame, "f_" + "back")
    take(getattr(frame, "f_" + "globals")["__builtins__"])
def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration:
        pass
"""

ATTACKS = {
    "coroutine": Attack("""
async def f(): pass
c = f()
try:
    take(c.cr_frame.f_builtins)
finally:
    c.close()
"""),
    "coroutine_while_it_runs": Attack(f"""{DOWN}
async def f():
    down(getattr(c, "cr_" + "frame"))
c = f()
run(c)
"""),
    "async_generator": Attack("""
async def f():
    yield
take(f().ag_frame.f_builtins)
"""),
    "async_generator_while_it_runs": Attack(f"""{DOWN}
async def f():
    down(getattr(g, "ag_" + "frame"))
    yield
g = f()
run(anext(g))
"""),
    "what_a_coroutine_awaits": Attack(f"""{DOWN}
class Stop:
    def __await__(self):
        yield
async def inner():
    await Stop()
    down(getattr(getattr(c, "cr_" + "await"), "cr_" + "frame"))
async def outer():
    await inner()
c = outer()
c.send(None)
print(getattr(c, "cr_" + "await"))
down(getattr(getattr(c, "cr_" + "await"), "cr_" + "frame"))
run(c)
"""),
    "what_an_async_generator_awaits": Attack(f"""{DOWN}
class Stop:
    def __await__(self):
        yield
async def f():
    await Stop()
    yield 1
g = f()
step = anext(g)
step.send(None)
waits = getattr(g, "ag_" + "await")
down(getattr(waits, "gi_" + "frame"))
"""),
    "by_match": Attack(f"""{DOWN}
async def f():
    match c:
        case object(cr_frame=frame):
            down(frame)
c = f()
run(c)
"""),
    "by_attrgetter": Attack(f"""{DOWN}
import operator
async def f():
    down(operator.attrgetter("cr_frame")(c))
c = f()
run(c)
"""),
    "by_format": Attack("""
async def f(): pass
c = f()
print("{0.cr_frame.f_globals[take].__globals__}".format(c))
try:
    take(getattr(c, "cr_frame").f_builtins)
finally:
    c.close()
"""),
    "task_of_an_event_loop": Attack("""
import asyncio
async def main():
    for frame in asyncio.current_task().get_stack():
        take(frame.f_builtins)
asyncio.run(main())
"""),
    "coroutine_of_a_task": Attack("""
import asyncio
async def main():
    task = asyncio.current_task()
    coroutine = task.get_coro()
    take(getattr(coroutine, "cr_frame").f_builtins)
asyncio.run(main())
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_coroutine_frames_lead_nowhere(walls: Walls, wall: str, name: str) -> None:
    """No frame is had, asleep or running."""
    walls.judge(wall, ATTACKS[name])
