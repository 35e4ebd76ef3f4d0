"""Row 13: attributes of ImportError, OSError and SyntaxError tell where the server keeps things.

Not against the kernel wall alone: which Python runs is no secret there (SECURITY.md, non-goals).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "path_of_an_import": Attack(
        """
try:
    from json import nothing
except ImportError as e:
    print(e.path, e.name, e)
""",
        paths=True,
    ),
    "text_of_an_import": Attack(
        """
try:
    from statistics import nothing
except ImportError as e:
    print(str(e), repr(e), e.args)
""",
        paths=True,
    ),
    "file_of_a_module": Attack("import json\nprint(json.__file__)", paths=True),
    "file_by_getattr": Attack("import json\nprint(getattr(json, '__file__', None))", paths=True),
    "repr_of_a_module": Attack("import json\nprint(json, repr(json), f'{json!r}')", paths=True),
    "module_search_path": Attack(
        "import sys\nprint(sys.path, sys.prefix, sys.executable)", paths=True
    ),
    "filename_of_an_os_error": Attack(
        """
import os
try:
    os.listdir(os.__file__)
except OSError as e:
    print(e.filename)
""",
        paths=True,
    ),
    "frames_of_a_traceback": Attack(
        """
import traceback, statistics
try:
    statistics.mean([])
except Exception:
    traceback.print_exc()
""",
        paths=True,
    ),
    "uncaught_error_of_the_library": Attack(
        """
import json
class Evil:
    def __index__(self): return json.loads("{")
try:
    json.loads("{")
except ValueError as e:
    out = repr((e, e.args, vars(e), getattr(e, "__traceback__", None) and
        e.__traceback__.tb_next.tb_frame.f_code.co_filename))
""",
        paths=True,
    ),
    "repr_of_a_task_for_an_awaitable": Attack(
        """
import asyncio
class Waits:
    def __await__(self): yield
async def main():
    print(asyncio.ensure_future(Waits()))
asyncio.run(main())
""",
        paths=True,
    ),
    "repr_of_a_task": Attack(
        """
import asyncio
async def main():
    print(asyncio.current_task(), asyncio.create_task(asyncio.sleep(0)))
asyncio.run(main())
""",
        paths=True,
    ),
    "task_nobody_awaited": Attack(
        """
import asyncio
async def main():
    async def fails(): raise ValueError
    asyncio.create_task(fails())
    asyncio.get_running_loop().call_soon(asyncio.run, None)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    raise ValueError(repr(asyncio.all_tasks()))
asyncio.run(main())
""",
        paths=True,
    ),
    "code_of_a_function": Attack("import json\nprint(json.dumps.__code__.co_filename)", paths=True),
    "cached_source": Attack("import json\nprint(json.__spec__, json.__cached__)", paths=True),
    "inspect": Attack("import inspect, json\nprint(inspect.getfile(json))", paths=True),
}


@pytest.mark.parametrize("wall", [wall for wall in WALLS if wall != "kernel"])
@pytest.mark.parametrize("name", ATTACKS)
def test_errors_tell_no_path_of_the_server(walls: Walls, wall: str, name: str) -> None:
    """No path of the server's library in what is printed, kept or answered."""
    walls.judge(wall, ATTACKS[name])
