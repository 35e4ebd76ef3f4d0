"""The shape of one catalogue entry.

Invariant: an entry is data; it imports nothing of what it describes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Adopted:
    """How a module's own text becomes the session's; see ``adopted``.

    ``take`` names the top-level definitions that are wanted, all if it is empty; ``drop`` those
    that are not (``f``, ``Class`` or ``Class.method``). ``first`` and ``last`` name texts of ours,
    in ``adopted/texts``, that run in the same namespace before and after. Without ``library`` they
    are all there is. ``swap`` has pairs of an expression, as ``ast.unparse`` writes it, and what
    stands in its place: for the few that the language does not have.
    """

    take: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    swap: tuple[tuple[str, str], ...] = ()
    first: str = ""
    last: str = ""
    library: bool = True

    @property
    def whole(self) -> bool:
        """Say if the namespace is all of the module, so that nothing of the library's shows."""
        return self.library and not self.take


@dataclass(frozen=True, slots=True)
class Entry:
    """The reviewed names of one module.

    ``names`` are given out for ``"*"``, and the facades of ``submodules`` with them; ``left_out``
    says why the rest, or the dangerous part of it, is not; a name in it is refused even when a
    policy lists it. ``rest`` says why of all that neither mentions. Names that this CPython does
    not have are skipped. ``settable`` names may be assigned to, which sets them in the session's
    own module. ``"*"`` of a library also means the modules in ``inside``, all their names; ``real``
    is where a module is, if not under its own name.

    A module that is left out whole has no names, but the reason (``why``, a clause) and what to
    use ``instead`` (an imperative); a policy that lists names of it one by one still gets them.
    """

    module: str
    names: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    submodules: tuple[str, ...] = ()
    settable: tuple[str, ...] = ()
    rest: str = ""
    adopted: Adopted | None = None
    why: str = ""
    instead: str = ""
    inside: tuple[str, ...] = ()
    real: str = ""


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text: for modules with more names than lines."""
    return tuple(text.split())
