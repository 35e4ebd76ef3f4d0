"""CVE-2025-3248, CVE-2026-33017 (Langflow): the sink that was closed had a second door.

And haseeb-heaven/gworkspace-agent#106. Each door by which source comes in, against each wall that a
server has; what nobody may do without a login is in test_w15 and test_w19.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import pytest

from escapes import Walls, told
from guardedflame.client import Flame

#: What is sent through each door; each takes something where nothing stops it.
SOURCES = {
    "file": "print(open(FILE).read())",
    "environment": "import os\nprint(os.environb)",
    "frame": "try: 1 / 0\nexcept Exception as e: print(e.__traceback__.tb_frame.f_builtins['open'](FILE).read())",
    "classes": "print([c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '_wrap_close'][0].__init__.__globals__['environ'])",
    "parent": "import os\nos.kill(PARENT, 10)",
}


def console(flame: Flame, source: str) -> object:
    """Line by line, as a person would."""
    with flame.console() as prompt:
        return [prompt.push_and_get_output(line) for line in [*source.split("\n"), ""]]


def sent(flame: Flame, source: str, *, again: bool = False) -> None:
    """As a module, which is imported afterwards."""
    names = "\n".join(f"{n} = {flame.evaluate(n)!r}" for n in ("FILE", "PARENT"))
    if again:
        flame.sendmodule("evil", "x = 1")
    flame.sendmodule("evil", f"{names}\n{source}")
    flame.execute("import evil")


def stored(flame: Flame, source: str, use: str) -> None:
    """As a file of the session's, which is run afterwards."""
    flame.sendfile("evil.py", source.encode())
    flame.execute(use)


def singly(flame: Flame, source: str) -> None:
    """Compiled as a console would, line by line."""
    for line in source.split("\n"):
        flame.execute(f"exec(compile({line!r}, 'x', 'single'))")


DOORS: dict[str, Callable[[Flame, str], object]] = {
    "execute": Flame.execute,
    "evaluate": lambda flame, source: flame.evaluate(
        f"[{source.rpartition('print')[2] or source}]" if "\n" not in source else source
    ),
    "console": console,
    "module": sent,
    "module_sent_again": functools.partial(sent, again=True),
    "exec": lambda flame, source: flame.execute(f"exec({source!r})"),
    "exec_with_a_namespace": lambda flame, source: flame.execute(
        f"exec({source!r}, {{'FILE': FILE, 'PARENT': PARENT}})"
    ),
    "eval_of_exec": lambda flame, source: flame.evaluate(f"eval('exec({source!r})')"),
    "compile": lambda flame, source: flame.execute(f"exec(compile({source!r}, 'x', 'exec'))"),
    "compile_single": singly,
    "builtin": lambda flame, source: flame.invokeBuiltin("exec", [source]),
    "builtin_eval": lambda flame, source: flame.invokeBuiltin("eval", [source]),
    "file_then_exec": functools.partial(stored, use="exec(open('evil.py').read())"),
    "file_then_import": functools.partial(stored, use="import evil"),
}


@pytest.mark.parametrize("wall", ["kernel", "both"])
@pytest.mark.parametrize("door", DOORS)
def test_every_door_has_the_same_guard(walls: Walls, wall: str, door: str) -> None:
    """Nothing is taken through any of them."""
    target = walls.target(wall)
    for source in SOURCES.values():
        said: list[str] = []
        flame = target.enter(said)
        came: object = None
        ended: Exception | None = None
        try:
            came = DOORS[door](flame, source)
        except Exception as error:
            ended = error
        target.leave(flame)
        assert not walls.bait.taken("".join(said) + repr(came) + told(ended)), source
        if wall == "both":
            refused = "Refused" in "".join(said) + repr(came) + told(ended)
            ordinary = isinstance(
                ended, AttributeError | SyntaxError | OSError | TypeError | NameError
            )
            assert refused or ordinary, f"{source} ran through {door}: {came!r} {ended!r}"
    target.assert_well()
