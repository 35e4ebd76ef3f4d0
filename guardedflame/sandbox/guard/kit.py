"""What the session's versions of library names may use.

Invariant: none of it is handed to client code; what a maker returns is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guardedflame.sandbox.guard.compiler import Programs
from guardedflame.sandbox.guard.facade import SessionModule
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.streams import Outputs

Members = dict[str, object]


@dataclass(frozen=True, slots=True)
class Kit:
    """One session's.

    ``table`` holds the client's builtins, ``namespace`` the globals of ``__main__``; ``adopted``
    returns the namespace of an adopted module, and ``main`` the module ``__main__``.
    """

    guards: Guards
    outputs: Outputs
    programs: Programs
    table: Mapping[str, object]
    namespace: Members
    adopted: Callable[[str], Members]
    main: SessionModule


Maker = Callable[[Kit], Mapping[str, object]]
