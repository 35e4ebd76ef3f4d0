"""The catalogue of libraries that are installed beside the standard one, where a policy lists them.

Invariant: data only; nothing here imports a library. A library is a set of modules (``ENTRIES``),
what may be asked of its objects (``KINDS``), and the names of packages whose objects come with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

from guardedflame.sandbox.guard.catalogue import (
    numpy,
    numpy_inside,
    numpy_kinds,
    pandas,
    pandas_frames,
    pandas_groups,
    pandas_values,
)
from guardedflame.sandbox.guard.catalogue.entry import Entry
from guardedflame.sandbox.guard.catalogue.kind import Kind

Listed = Literal["*"] | Sequence[str]

#: Module name to its entry.
ENTRIES: Final[Mapping[str, Entry]] = MappingProxyType(
    {each.module: each for each in (*numpy.ENTRIES, *numpy_inside.ENTRIES, *pandas.ENTRIES)}
)


def with_inside(modules: Mapping[str, Listed]) -> Mapping[str, Listed]:
    """Return the modules of a profile with those that come with a library listed as ``"*"``."""
    more: dict[str, Listed] = {
        inside: "*"
        for name, names in modules.items()
        if names == "*" and name in ENTRIES
        for inside in ENTRIES[name].inside
    }
    if not more:
        return modules
    return {**modules, **{name: names for name, names in more.items() if name not in modules}}


#: Library to the packages whose objects its functions return. A class of any of these that has no
#: ``Kind`` is refused all its public names.
PACKAGES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "numpy": frozenset({"numpy"}),
        "pandas": frozenset({"pandas", "numpy", "dateutil", "pytz", "tzdata", "pyarrow"}),
    }
)

#: Modules that a library imports late, in functions that the session has: a worker may have no
#: file system to find them in. ``.*`` stands for all modules inside.
LATE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "numpy": ("numpy._core.strings", "numpy._core._methods", "numpy._core._internal"),
        "pandas": (
            "pandas.core.*",
            "pandas.io.formats.*",
            "pandas.io.json.*",
            "pandas.io.parsers.*",
            "importlib.readers",  # for time zones out of tzdata
            "importlib.resources",
            "tzdata.zoneinfo",
        ),
    }
)

#: Library to the kinds of its objects.
KINDS: Final[Mapping[str, tuple[Kind, ...]]] = MappingProxyType(
    {
        "numpy": numpy_kinds.KINDS,
        "pandas": (*pandas_frames.KINDS, *pandas_groups.KINDS, *pandas_values.KINDS),
    }
)
