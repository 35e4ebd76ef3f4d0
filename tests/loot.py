"""Attacks that leave what they took in ``out``, in plain Python and in the guarded language."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys

from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language
from guardedflame.sandbox.guard.services import Services

_TAKEN = 7
_LOOK = f"\nimport sys\nsys.exit({_TAKEN} if out is not None else 0)"


def taken_in_plain_python(source: str, directory: str) -> bool:
    """Say if the attack works where nothing guards: or it would prove nothing."""
    command = [sys.executable, "-W", "ignore", "-c", source + _LOOK]
    done = subprocess.run(command, check=False, capture_output=True, cwd=directory)
    return done.returncode == _TAKEN


def taken_when_guarded(
    source: str, *, also: tuple[str, ...] = (), services: Services | None = None
) -> object:
    """Return what the attack took, None if nothing."""
    return run_guarded(source, also=also, services=services).namespace.get("out")


def run_guarded(
    source: str, *, also: tuple[str, ...] = (), services: Services | None = None
) -> GuardedLanguage:
    """Run an attack by the language alone, with all modules, and return the language after it."""
    language = guarded_language(
        modules=dict.fromkeys(CATALOGUE, "*"), builtins_also=also, services=services
    )
    said = io.StringIO()
    with (
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
        contextlib.suppress(Exception, SystemExit),
    ):
        language.execute(source)
    return language
