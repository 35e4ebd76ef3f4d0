"""numpy's functions: the session's versions of what reads files or memory, or is the process's own.

Invariant: a file argument is an ``io`` buffer or lines of text, by exact type; a buffer that
becomes an array holds no references.
"""

from __future__ import annotations

import functools
import io
import types
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.exact_array import Array
from guardedflame.sandbox.guard.libraries.guards import LibraryGuards
from guardedflame.sandbox.guard.libraries.numpy_objects import (
    RULE,
    VERSIONS,
    choice,
    dirichlet,
    error_settings,
    seed_of,
)
from guardedflame.sandbox.guard.libraries.texts import BUFFERS, is_target, put, source_of
from guardedflame.sandbox.guard.ownership import shown

__all__ = ["VERSIONS", "members", "prepare", "random_state"]

Members = dict[str, object]
_WORK = 128


def _source(guards: LibraryGuards, value: object, what: str) -> Any:
    """Return what text is read from: a buffer of ``io``, lines, or a file of the session."""
    if type(value) in {list, tuple} or isinstance(value, types.GeneratorType):
        return [_line(each) for each in value]  # type: ignore[attr-defined]
    return source_of(guards, value, what)


def _line(value: object) -> str | bytes:
    if isinstance(value, str):
        return str.__str__(value)
    if type(value) is bytes:
        return value
    raise TypeError(f"a line of text is expected, not {shown(value)}")


def _numpy(guards: LibraryGuards) -> Members:
    def frombuffer(
        buffer: object, dtype: object = float, count: int = -1, offset: int = 0
    ) -> np.ndarray:
        """Read an array out of bytes; it shares their memory."""
        if type(buffer) not in {bytes, bytearray, memoryview, Array, np.ndarray}:
            raise TypeError("a bytes-like object is needed")
        guards.no_references(buffer)
        given: Any = dtype
        return np.frombuffer(buffer, given, int(count), int(offset))  # type: ignore[call-overload,no-any-return]

    def loadtxt(fname: object, **options: Any) -> np.ndarray:
        """Read numbers from ``io.StringIO``, ``io.BytesIO`` or lines."""
        return np.loadtxt(_source(guards, fname, "loadtxt"), **options)

    def genfromtxt(fname: object, **options: Any) -> np.ndarray:
        """Read a table from a buffer, lines, or a file of the session."""
        return np.genfromtxt(_source(guards, fname, "genfromtxt"), **options)

    def savetxt(fname: object, X: object, **options: Any) -> None:  # noqa: N803
        """Write numbers to a buffer, or to a file of the session."""
        given: Any = X
        target: Any = fname if type(fname) in BUFFERS else io.StringIO()
        if target is not fname and not is_target(guards, fname):
            raise GuardRefused(
                "savetxt writes to text in memory", rule=RULE, hint="give it io.StringIO()"
            )
        np.savetxt(target, given, **options)
        if target is not fname:
            put(guards, fname, target.getvalue(), options)

    def seterr(**settings: object) -> object:
        """Say what happens at overflow and the like."""
        return np.seterr(**error_settings(settings))

    return {
        "frombuffer": frombuffer,
        "loadtxt": loadtxt,
        "genfromtxt": genfromtxt,
        "savetxt": savetxt,
        "seterr": seterr,
        "r_": Joiner(np.r_),
        "c_": Joiner(np.c_),
    }


class Joiner:
    """``np.r_`` and ``np.c_``, without the text that names variables of the caller."""

    __slots__ = ("_join",)

    def __init__(self, join: Any) -> None:
        """Stand for numpy's own object."""
        self._join = join

    def __getitem__(self, key: object) -> object:
        parts = list(key) if type(key) is tuple else [key]
        for index, each in enumerate(parts):
            if not isinstance(each, str):
                continue
            text = str.__str__(each)
            if index or len(parts) == 1 or not set(text) <= set("0123456789,- "):
                raise GuardRefused(
                    "the text in r_[...] is three numbers at most, and stands first",
                    rule=RULE,
                    hint="use np.concatenate, np.stack or np.block",
                )
            parts[index] = text
        return self._join[tuple(parts)]

    def __len__(self) -> int:
        return 0


def _stride_tricks(_guards: LibraryGuards) -> Members:
    def sliding_window_view(
        x: object, window_shape: object, axis: object = None, *, writeable: bool = False
    ) -> np.ndarray:
        """Look at an array through windows that slide over it."""
        # Exact integers: numpy compares and subtracts them in Python before it believes them.
        shape: Any = _integers(window_shape)
        return np.lib.stride_tricks.sliding_window_view(
            np.asarray(x),
            shape,
            None if axis is None else _integers(axis),
            writeable=bool(writeable),
        )

    return {"sliding_window_view": sliding_window_view}


def _integers(value: object) -> Any:
    if isinstance(value, list | tuple) or type(value) is np.ndarray:
        return tuple(int.__int__(int(each)) for each in value)
    given: Any = value
    return int.__int__(int(given))


def random_state(guards: LibraryGuards, state: object) -> Any:
    """Return a generator for what may say ``random_state``; the session's own for None.

    That one is made on first use: numpy's was seeded before the fork, alike in all workers.
    """
    if type(state) in {np.random.Generator, np.random.RandomState}:
        return state
    if state is None:
        return guards.kept.setdefault("numpy.random", np.random.RandomState())
    checked: Any = seed_of(state)
    return np.random.RandomState(checked)


def _random(guards: LibraryGuards) -> Members:
    own = random_state(guards, None)

    def default_rng(seed: object = None) -> np.random.Generator:
        """Make a generator."""
        if type(seed) is np.random.Generator:
            return seed
        checked: Any = seed_of(seed)
        return np.random.default_rng(checked)

    def seed(seed: object = None) -> None:
        """Start the session's own generator over."""
        checked: Any = seed_of(seed)
        own.seed(checked)

    names = (name for name in dir(own) if name[:1] != "_" and "state" not in name)
    return {
        **{name: getattr(own, name) for name in names},
        "choice": choice(guards, own),
        "dirichlet": dirichlet(guards, own),
        "ranf": own.random_sample,
        "sample": own.random_sample,
        "default_rng": default_rng,
        "seed": seed,
    }


class _Annotation:
    """``np.typing.NDArray`` and its like: for annotations."""

    __slots__ = ("_cls",)

    def __init__(self, cls: type) -> None:
        self._cls = cls

    def __getitem__(self, item: object) -> object:
        return types.GenericAlias(self._cls, item)


def _typing(guards: LibraryGuards) -> Members:
    return {
        "NDArray": _Annotation(guards.lend(np.ndarray)),
        "ArrayLike": object,
        "DTypeLike": object,
    }


_MAKERS: Mapping[str, Callable[[LibraryGuards], Members]] = {
    "numpy": _numpy,
    "numpy.lib.stride_tricks": _stride_tricks,
    "numpy.random": _random,
    "numpy.typing": _typing,
}


def members(module: str, guards: LibraryGuards) -> Members:
    """Return what stands in the facade of one of numpy's modules."""
    maker = _MAKERS.get(module)
    return {} if maker is None else maker(guards)


@functools.cache  # once a process
def prepare() -> None:
    """Have the linear algebra behind map its work space now.

    It does so at the first use, and ends the process if that fails, as it would in a session that
    has used up its memory. ``_WORK`` is large enough not to be multiplied on the stack.
    """
    square = np.ones((_WORK, _WORK))
    np.linalg.eigvalsh(square @ square)
