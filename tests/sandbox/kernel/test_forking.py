"""Which of Python's fork hooks a worker runs when it is cloned without the rest."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import asyncio, logging, os, random, threading
from guardedflame.sandbox.kernel.forking import hooks_to_run
{also}
hooks = hooks_to_run()
print(hooks if hooks is None else [hook.__qualname__ for hook in hooks])
"""


def _hooks(also: str = "") -> str:
    command = [sys.executable, "-I", "-c", PROGRAM.format(also=also)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_of_the_library_only_the_seed_is_drawn_anew() -> None:
    """What puts threads and locks right has nothing to do in a copy of a process without any."""
    assert _hooks() == "['Random.seed']"


def test_a_hook_nobody_knows_keeps_all_of_them() -> None:
    """A module of the operator's may have a seed of its own."""
    assert _hooks("os.register_at_fork(after_in_child=lambda: None)") == "None"
    assert _hooks("import random; os.register_at_fork(after_in_child=random.Random().seed)") != "[]"
