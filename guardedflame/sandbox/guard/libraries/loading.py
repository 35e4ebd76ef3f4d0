"""Which guards a session has: those for libraries only where the profile lists one.

Invariant: a profile that lists no library gets the guards it had, and nothing of this package runs.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable

from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.libraries.classes import classes_of, listed_libraries
from guardedflame.sandbox.guard.libraries.guards import LibraryGuards
from guardedflame.sandbox.guard.services import Services


def library_guards(
    modules: Iterable[str], table: dict[str, object], stand_in: type, services: Services
) -> Guards | None:
    """Return the guards of a session whose profile lists libraries that are installed, or None.

    Args:
        modules: names of modules the profile lists.
        table: the session's builtins.
        stand_in: what client code has for ``type``.
        services: what the session has beside its code.
    """
    libraries = listed_libraries(modules)
    if not libraries:
        return None
    versions = [
        importlib.import_module(f"{__package__}.{library}_versions")
        for library in sorted(libraries)
    ]
    for each in versions:
        each.prepare()
    return LibraryGuards(table, stand_in, services, classes_of(libraries), versions)
