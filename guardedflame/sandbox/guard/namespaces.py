"""``globals``, ``locals``, and the dictionaries that ``eval`` and ``exec`` are given.

Invariant: the dictionary code runs in holds exact identifiers of the client's and the session's
builtins table, and no client ever holds it: what clients see and give are other dictionaries.
"""

from __future__ import annotations

import contextlib
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Set
from types import FrameType

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard import names

#: Dunder names a namespace may be given or show.
_SHOWN = names.MODULE_DATA | {"__name__", "__annotations__"}
#: What a class body may not bind, or not everywhere.
_JUDGED = names.INTERNAL_ATTRIBUTES | {"mro", "split"}
#: Namespaces remembered, so that functions defined by one exec see what the next one sets.
_KEPT = 64


def visible(name: object) -> bool:
    """Say if a name is one that source could bind: guards' own names and stand-ins are not."""
    return names.is_bindable(name) and (not names.is_dunder(name) or name in _SHOWN)  # type: ignore[arg-type]


class Names(dict[str, object]):
    """What ``globals()`` returns, and others: the names of a namespace, written through to it.

    A copy in which item writes and deletions reach the namespace, name by name, if source could
    have bound that name and it is not reserved.
    """

    __slots__ = ("_through", "_whole")

    def __init__(self, namespace: dict[str, object], reserved: Set[str] = frozenset()) -> None:
        super().__init__((name, value) for name, value in namespace.items() if visible(name))
        self._whole = namespace
        self._through: Callable[[str, bool, object], None] = _writer(namespace, reserved)

    def __init_subclass__(cls) -> None:
        raise TypeError("the namespace of a module cannot be a base class")

    def __setitem__(self, name: str, value: object) -> None:
        self._through(name, True, value)
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        super().__delitem__(name)
        self._through(name, False, None)

    def update(self, *others: object, **more: object) -> None:
        """Set several names."""
        for name, value in dict(*others, **more).items():
            self[name] = value

    def setdefault(self, name: str, default: object = None) -> object:
        """Return a name's value, set first where there is none."""
        if name not in self:
            self[name] = default
        return self[name]

    def pop(self, name: str, *default: object) -> object:
        """Take a name away."""
        if name not in self and default:
            return default[0]
        value = self[name]
        del self[name]
        return value


_whole_of: Callable[[Names], dict[str, object]] = vars(Names)["_whole"].__get__


def _writer(
    namespace: dict[str, object], reserved: Set[str]
) -> Callable[[str, bool, object], None]:
    def through(name: str, there: bool, value: object) -> None:
        if not visible(name) or names.is_dunder(name) or name in _JUDGED or name in reserved:
            raise GuardRefused(
                f"{name!r} cannot be bound",
                rule="guarded language: names",
                hint="use a name that source can spell",
            )
        if there:
            namespace[name] = value
        else:
            namespace.pop(name, None)

    return through


class Namespaces:
    """Finds the namespaces of running code, and pairs those that clients give with real ones.

    Args:
        table: the session's builtins.
    """

    def __init__(self, table: dict[str, object]) -> None:
        self._table = table
        self._bare: dict[str, object] = {}
        self._library = table
        self._pairs: dict[int, tuple[dict[str, object], dict[str, object]]] = {}

    def fresh(self, name: str) -> dict[str, object]:
        """Return globals for code that the language itself writes for a module of this name."""
        return {"__name__": name, "__builtins__": self._table}

    def is_table(self, value: object) -> bool:
        """Say if these are builtins of the session's code."""
        return value is self._library or self.is_client(value)

    def is_client(self, value: object) -> bool:
        """Say if these are builtins of the client's own source, not of adopted text."""
        return value is self._table or (value is self._bare and bool(value))

    def admit(self, table: dict[str, object]) -> None:
        """Take code with these builtins for the session's: library text that it adopted."""
        self._library = table

    def bare(self) -> dict[str, object]:
        """The table without any builtin: what the compiler's own words need."""
        if not self._bare:
            self._bare = {
                name: value
                for name, value in self._table.items()
                if not name.isidentifier() or name in {"__build_class__", "__import__"}
            }
        return self._bare

    def define(self, name: str, value: object) -> None:
        """Put what compiled code looks for where all code of the session finds it."""
        self._table[name] = self._library[name] = value
        if self._bare:
            self._bare[name] = value

    def frame(self) -> FrameType:
        """Return the innermost frame of the client's own code. Raises GuardRefused if none.

        Adopted text calls what it is given, ``globals`` and ``eval`` too: its names are not the
        client's to see.
        """
        return self._innermost(self.is_client)

    def _innermost(self, ours: Callable[[object], bool]) -> FrameType:
        frame: FrameType | None = sys._getframe(2)  # noqa: SLF001
        while frame is not None:
            if ours(frame.f_globals.get("__builtins__")):
                return frame
            frame = frame.f_back
        raise GuardRefused(
            "there is no code of this session around the call",
            rule="guarded language: names",
            hint="call it from a program",
        )

    def names_here(self) -> dict[str, object]:
        """Return the globals of the code that is running, adopted text's too: for the guards."""
        return self._innermost(self.is_table).f_globals

    def module_name(self) -> str:
        """Return the name of the module whose code is running."""
        name = self.names_here().get("__name__")
        return name if type(name) is str else "__main__"

    def here(self) -> tuple[dict[str, object], dict[str, object] | None]:
        """Return the real globals of the calling code, and its locals if it is a function's."""
        frame = self.frame()
        space = frame.f_globals
        # At module level the frame's locals are its globals. A class body's are neither, and
        # are shown as a function's are: copied.
        local = frame.f_locals
        if local is space:
            return space, None
        return space, {name: value for name, value in dict(local).items() if visible(name)}

    def globals(self) -> dict[str, object]:
        """Return the names of the calling module; see ``Names``."""
        return Names(self.frame().f_globals)

    def locals(self) -> dict[str, object]:
        """Return the local names of the calling code; a function's are a copy."""
        frame = self.frame()
        if frame.f_code.co_flags & inspect.CO_OPTIMIZED:
            return self.here()[1] or {}
        return Names(frame.f_locals)

    def locals_of_adopted(self) -> dict[str, object]:
        """Return a copy of the local names of the adopted text that calls it, and of no other."""
        frame = sys._getframe(1)  # noqa: SLF001
        if frame.f_globals.get("__builtins__") is not self._library:
            raise GuardRefused(
                "locals() of library text is called by that text only",
                rule="guarded language: names",
                hint="call locals() in the program",
            )
        return {name: value for name, value in dict(frame.f_locals).items() if visible(name)}

    def real(self, given: object) -> contextlib.AbstractContextManager[dict[str, object]]:
        """Return the namespace to run code in for a dictionary of the client's."""
        if type(given) is Names:
            whole = _whole_of(given)
            # Of a class body or a function it is no namespace for code: CPython would put the
            # real builtins in.
            if self.is_table(whole.get("__builtins__")):
                return contextlib.nullcontext(whole)
        if not isinstance(given, dict):
            raise TypeError(f"globals must be a dict, not {type(given).__name__}")
        known = self._pairs.get(id(given))
        if known is None:
            known = self._pairs[id(given)] = (given, {})
            while len(self._pairs) > _KEPT:
                del self._pairs[next(iter(self._pairs))]
        return Space(given, known[1], self._table, self.bare())


class Space:
    """A client's dictionary and the real namespace that stands for it while code runs.

    Use it as a context manager: on entry the names go in, on exit they come back.
    """

    def __init__(
        self,
        given: dict[str, object],
        real: dict[str, object],
        table: dict[str, object],
        bare: dict[str, object],
    ) -> None:
        self._given = given
        self._table = table
        self._bare = bare
        self.real = real

    def __enter__(self) -> dict[str, object]:
        given, real = dict.get(self._given, "__builtins__"), self.real
        # First and always: what goes away below may run code of the client's in this namespace.
        real["__builtins__"] = self._bare if type(given) is dict else self._table
        fresh = dict(_exact(self._given))
        if type(given) is dict:
            # A program's own idea of builtins: those and no others.
            fresh = dict(_exact(given)) | fresh
        fresh.setdefault("__name__", "builtins")
        for name in [name for name in real if name not in fresh and name != "__builtins__"]:
            real.pop(name, None)
        real.update(fresh)
        return real

    def __exit__(self, *_: object) -> None:
        given = self._given
        for name in [name for name, _ in _exact(given)]:
            if name not in self.real:
                dict.__delitem__(given, name)
        dict.update(
            given,
            {
                name: value
                for name, value in self.real.items()
                if visible(name) and not (name == "__name__" and name not in given)
            },
        )


def _exact(given: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The items of a client's dictionary whose keys source could bind."""
    items: list[tuple[str, object]] = list(dict.items(given))  # type: ignore[arg-type]
    for name, value in items:
        if visible(name):
            yield name, value
