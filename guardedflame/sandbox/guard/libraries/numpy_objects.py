"""numpy's objects: the session's versions of what shows their memory, and of making some.

Invariant: no view gets at more memory, or at more rights to it, than the array it is a view of; a
generator is made of numbers only.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.libraries.guards import LibraryGuards
from guardedflame.sandbox.guard.libraries.lending import CALL, COPY
from guardedflame.sandbox.guard.libraries.reading import Version
from guardedflame.sandbox.guard.ownership import shown

RULE = "guarded language: numpy"

# --- attributes of arrays ------------------------------------------------------------------------


def _base(_guards: LibraryGuards, value: np.ndarray) -> object:
    """``a.base``, unless it could be written to where ``a`` cannot."""
    base = value.base
    if type(base) is np.ndarray and (value.flags.writeable or not base.flags.writeable):
        return base
    if base is None:
        return None
    raise GuardRefused(
        "the memory this array is a view of is not the session's to have",
        rule=RULE,
        hint="np.shares_memory(a, b) says if two arrays overlap",
    )


_FLAGS = (
    "aligned",
    "behaved",
    "c_contiguous",
    "carray",
    "contiguous",
    "f_contiguous",
    "farray",
    "fnc",
    "forc",
    "fortran",
    "owndata",
    "writeable",
    "writebackifcopy",
)


class Flags:
    """What ``a.flags`` says, as it is now; it cannot be set."""

    __slots__ = ("_text", *_FLAGS)

    def __init__(self, flags: Any) -> None:
        """Copy numpy's flags."""
        self._text = repr(flags)
        for name in _FLAGS:
            setattr(self, name, getattr(flags, name))

    def __getitem__(self, key: str) -> object:
        if type(key) is not str or key.lower() not in _FLAGS:
            raise KeyError("Unknown flag")
        return getattr(self, key.lower())

    def __repr__(self) -> str:
        return self._text


def _flags(_guards: LibraryGuards, value: np.ndarray) -> object:
    return Flags(value.flags)


def _setflags(_guards: LibraryGuards, value: np.ndarray) -> Callable[..., None]:
    def setflags(write: bool | None = None) -> None:
        """Make the array read-only; a library may rely on what is read-only staying so."""
        if write is not None and write is not False:
            raise GuardRefused(
                "an array cannot be made writeable", rule=RULE, hint="a.copy() is writeable"
            )
        value.setflags(write=write)

    return setflags


def _view(_guards: LibraryGuards, value: np.ndarray) -> Callable[..., np.ndarray]:
    def view(dtype: object = None) -> np.ndarray:
        """Look at the same memory as another type of number."""
        if dtype is None:
            return value.view()
        if isinstance(dtype, type) and not issubclass(dtype, np.generic):
            raise GuardRefused(
                f"a view as {shown(dtype)} is not there", rule=RULE, hint="name a dtype"
            )
        kind = np.dtype(dtype)  # type: ignore[call-overload]
        if kind.hasobject or value.dtype.hasobject:
            raise GuardRefused(
                "references are not numbers", rule=RULE, hint="a.astype() converts them"
            )
        return value.view(kind)

    return view


def _at(_guards: LibraryGuards, value: np.ufunc) -> Callable[..., None]:
    def at(a: object, /, *rest: Any) -> None:
        """Operate in place on some items."""
        # numpy itself writes to an array that is read-only here.
        if type(a) is not np.ndarray or not a.flags.writeable:
            raise ValueError("assignment destination is read-only")
        value.at(a, *rest)

    return at


def _fields(_guards: LibraryGuards, value: np.dtype[Any]) -> object:
    # The dictionary behind is the dtype's own; compared, a proxy hands it over.
    return None if value.fields is None else types.MappingProxyType(dict(value.fields))


# --- classes -------------------------------------------------------------------------------------


def seed_of(value: object) -> object:
    """Return a seed as plain numbers: numpy takes a capsule from any object that has one."""
    if value is None or type(value) is int or isinstance(value, np.integer):
        return value
    if type(value) is np.random.SeedSequence:
        return value
    if isinstance(value, list | tuple | range) or type(value) is np.ndarray:
        return [int(each) for each in value]
    raise TypeError("a seed is None, an integer, a sequence of integers or a SeedSequence")


def _seed_sequence(_guards: LibraryGuards, _cls: type) -> Callable[..., object]:
    def seed_sequence(
        entropy: object = None, *, spawn_key: Iterable[int] = (), n_children_spawned: int = 0
    ) -> np.random.SeedSequence:
        seed: Any = seed_of(entropy)
        key = [int(each) for each in spawn_key]
        return np.random.SeedSequence(
            seed, spawn_key=key, n_children_spawned=int(n_children_spawned)
        )

    return seed_sequence


def _random_state(_guards: LibraryGuards, _cls: type) -> Callable[..., object]:
    def random_state(seed: object = None) -> np.random.RandomState:
        checked: Any = seed_of(seed)
        if type(checked) is np.random.SeedSequence:
            raise TypeError("RandomState takes integers")
        return np.random.RandomState(checked)

    return random_state


def error_settings(settings: dict[str, object]) -> dict[str, Any]:
    """Return what ``np.errstate`` and ``np.seterr`` may be told; raises TypeError, ValueError."""
    for name, mode in settings.items():
        if name not in {"all", "divide", "over", "under", "invalid"}:
            raise TypeError(f"there is no error setting {name!r}")
        if mode is not None and (
            type(mode) is not str or mode not in {"ignore", "warn", "raise", "print"}
        ):
            raise ValueError("an error mode is 'ignore', 'warn', 'raise' or 'print'")
    return settings


def _errstate(_guards: LibraryGuards, _cls: type) -> Callable[..., object]:
    def errstate(**settings: object) -> np.errstate:
        return np.errstate(**error_settings(settings))

    return errstate


Each = Callable[[object], object] | None


def _copy_array(_guards: LibraryGuards, value: np.ndarray) -> Callable[[Each], object]:
    def copy(each: Each) -> object:
        made = value.copy()
        if each is not None and value.dtype == object:
            for index in np.ndindex(value.shape):
                made[index] = each(value[index])
        return made

    return copy


def _no_copy(_guards: LibraryGuards, value: object) -> Callable[[Each], object]:
    raise TypeError(f"a {type(value).__name__} cannot be copied: make one of the same seed")


# --- random numbers ------------------------------------------------------------------------------


def dirichlet(_guards: LibraryGuards, value: Any) -> Callable[..., object]:
    """Return ``dirichlet``, which is given an array: numpy believes the ``len`` of what it gets."""

    def dirichlet(alpha: Any, size: Any = None) -> object:
        return value.dirichlet(np.array(alpha, dtype=float), size)

    return dirichlet


def choice(_guards: LibraryGuards, value: Any) -> Callable[..., object]:
    """Return ``choice``; the probabilities are an array, for the same reason."""

    def choice(
        a: object,
        size: object = None,
        replace: object = True,
        p: Any = None,
        *rest: object,
        **more: object,
    ) -> object:
        weights = None if p is None else np.array(p, dtype=float)
        return value.choice(a, size, replace, weights, *rest, **more)

    return choice


VERSIONS: Mapping[str, Mapping[str, Version]] = {
    "numpy:ndarray": {
        "base": _base,
        "flags": _flags,
        "setflags": _setflags,
        "view": _view,
        COPY: _copy_array,
    },
    "numpy.random:Generator": {"choice": choice, "dirichlet": dirichlet, COPY: _no_copy},
    "numpy:dtype": {"fields": _fields},
    "numpy:ufunc": {"at": _at},
    "numpy:errstate": {CALL: _errstate},
    "numpy.random:SeedSequence": {CALL: _seed_sequence},
    "numpy.random:RandomState": {
        "choice": choice,
        "dirichlet": dirichlet,
        CALL: _random_state,
        COPY: _no_copy,
    },
}
