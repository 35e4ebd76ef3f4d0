"""What is known of the classes of the listed libraries: the tables, joined with what is installed.

Invariant: a public name that any class of these libraries has, or that their code sets on an
object, is in ``judged``; a class that no ``Kind`` names has no name but those of the interpreter's
own types.
"""

from __future__ import annotations

import collections
import contextlib
import dis
import enum
import functools
import gc
import importlib
import pkgutil
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from guardedflame.sandbox.guard.catalogue.kind import Kind
from guardedflame.sandbox.guard.catalogue.libraries import ENTRIES, KINDS, LATE, PACKAGES
from guardedflame.sandbox.guard.class_facts import HEAP, dictionary_of, flags_of, order_of

#: Public names of the interpreter's own types under which memory of an array can be written to.
SINKS: Final = frozenset({"pack_into", "readinto", "readinto1", "recv_into", "recvfrom_into"})

#: Modules of the run time that Cython puts beside the modules it compiled. The functions it makes
#: have public names for their globals.
_CYTHON: Final = ("_cython_", "_cyutility", "cython_runtime")

_STORE: Final = dis.opmap["STORE_ATTR"]
_EXTENDED: Final = dis.EXTENDED_ARG
_FIELD: Final = type(dictionary_of(collections.namedtuple("_Pair", "first second"))["first"])


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be asked of the objects of one class.

    Attributes:
        plain: names to read as CPython reads them.
        checked: names for which the session has its own version, to the ``Kind`` that says so.
        assign: names that can be set.
        defined: all public names the class has.
        hooked: the class is asked for names it does not have (``__getattr__``).
        labels, sealed, on_class, why: as the nearest ``Kind`` has them.
        kind: the nearest entry, None for a class that nobody reviewed.
    """

    plain: frozenset[str]
    checked: Mapping[str, str]
    assign: frozenset[str]
    defined: frozenset[str]
    hooked: bool
    labels: bool
    sealed: bool
    on_class: frozenset[str]
    why: Mapping[str, str]
    kind: Kind | None


class LibraryClasses:
    """The classes of some libraries. Never changes; shared by all languages of a process.

    Args:
        libraries: names of libraries in the catalogue; those that are not installed are left out.
    """

    def __init__(self, libraries: frozenset[str]) -> None:
        for library in libraries:
            _load(library)
        kinds = [each for library in sorted(libraries) for each in KINDS[library]]
        self.packages = frozenset().union(*(PACKAGES[library] for library in libraries))
        self._kinds: dict[type, Kind] = {}
        for kind in kinds:
            found = _find(kind.cls)
            if found is not None:
                self._kinds[found] = kind
        self.judged = SINKS | self._names(kinds)
        families = [cls for cls, kind in self._kinds.items() if kind.family]
        known = {*self._kinds, *(each for cls in families for each in all_classes(cls))}
        self._rules = {cls: self._rules_of(cls) for cls in known}

    def owns(self, cls: type) -> bool:
        """Say if the class, or a base of it, is one of the libraries'."""
        return any(each in self._kinds or self._of_package(each) for each in order_of(cls))

    def rules_of(self, cls: type) -> Rules:
        """Return what may be asked of objects of a class that ``owns`` said is a library's."""
        return self._rules.get(cls) or self._rules_of(cls)

    def _rules_of(self, cls: type) -> Rules:
        order = order_of(cls)
        start = cls
        if cls not in self._kinds:
            families = (each for each in order if each in self._kinds and self._kinds[each].family)
            start = next(families, object)
        kinds = [self._kinds[each] for each in reversed(order_of(start)) if each in self._kinds]
        found: dict[str, tuple[str, str]] = {}
        assign: set[str] = set()
        on_class: set[str] = set()
        why: dict[str, str] = {}
        for kind in kinds:  # from the farthest base to the class itself: the nearest word counts
            found.update(dict.fromkeys(kind.plain.split(), ("plain", kind.cls)))
            found.update(dict.fromkeys(kind.checked.split(), ("checked", kind.cls)))
            assign.update(kind.assign.split())
            on_class.update(kind.on_class.split())
            why.update(kind.why)
        nearest = kinds[-1] if kinds else None
        defined: dict[str, type] = {}
        for each in reversed(order):
            for name in dictionary_of(each):
                if name[:1] != "_":
                    defined[name] = each
        for name, definer in defined.items():
            if name not in found and (
                (not flags_of(definer) & HEAP and not self._of_package(definer))
                or definer is enum.Enum
                or (issubclass(cls, tuple) and type(dictionary_of(definer)[name]) is _FIELD)
            ):
                found[name] = "plain", ""
        return Rules(
            plain=frozenset(name for name, (how, _) in found.items() if how == "plain"),
            checked={name: where for name, (how, where) in found.items() if how == "checked"},
            assign=frozenset(assign),
            defined=frozenset(defined),
            hooked=any(
                "__getattr__" in dictionary_of(each) or _looks_up(each)
                for each in order
                if self._of_package(each)
            ),
            labels=nearest is not None and nearest.labels,
            sealed=nearest is not None and nearest.sealed,
            on_class=frozenset(on_class),
            why=why,
            kind=nearest,
        )

    def _of_package(self, cls: type) -> bool:
        name = module_of(cls)
        return name.partition(".")[0] in self.packages or name.startswith(_CYTHON)

    def _names(self, kinds: Iterable[Kind]) -> frozenset[str]:
        found = {
            name
            for kind in kinds
            for names in (kind.plain, kind.checked, kind.assign, kind.on_class)
            for name in names.split()
        }
        for cls in all_classes():
            if cls in self._kinds or self._of_package(cls):
                found.update(dictionary_of(cls))
        for each in gc.get_objects():
            if (
                type(each) is types.FunctionType
                and str(each.__globals__.get("__name__")).partition(".")[0] in self.packages
            ):
                found.update(_stored(each.__code__))
        return frozenset(sys.intern(name) for name in found if name[:1] != "_")


def _load(library: str) -> None:
    """Import all that a session may come to need of a library."""
    inside = (
        each.real or name for name, each in ENTRIES.items() if name.partition(".")[0] == library
    )
    for name in (*inside, *LATE[library]):
        for each in _all_of(name.removesuffix(".*")) if name.endswith(".*") else (name,):
            # Another release may not have it, and some are there for libraries that are not.
            with contextlib.suppress(ImportError):
                importlib.import_module(each)


def _all_of(package: str) -> Iterator[str]:
    paths = importlib.import_module(package).__path__
    for each in pkgutil.walk_packages(paths, package + ".", onerror=lambda _name: None):
        if not any(part.startswith("_numba") for part in each.name.split(".")):
            yield each.name


def module_of(cls: type) -> str:
    """Return the module a class is from, "" if it does not say."""
    try:
        name = type.__dict__["__module__"].__get__(cls)
    except AttributeError:
        name = None
    if type(name) is not str:
        # Cython's functions have an attribute of that name; the interpreter still knows the class.
        name = type.__repr__(cls).removeprefix("<class '").rpartition(".")[0]
    return name


def _looks_up(cls: type) -> bool:
    """Say if the class has its own way of reading attributes."""
    return type(dictionary_of(cls).get("__getattribute__")) is types.FunctionType


def _find(where: str) -> type | None:
    module, _, name = where.partition(":")
    try:
        found: object = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError):
        return None  # another release has it
    return found if isinstance(found, type) else None


def all_classes(base: type = object) -> Iterator[type]:
    """Yield a class and every class derived from it."""
    seen: set[type] = set()
    waiting: list[type] = [base]
    while waiting:
        cls = waiting.pop()
        if cls not in seen:
            seen.add(cls)
            yield cls
            waiting.extend(type.__subclasses__(cls))


def _stored(code: types.CodeType) -> Iterator[str]:
    """Yield the names of attributes that a function sets on anything."""
    waiting = [code]
    while waiting:
        each = waiting.pop()
        waiting.extend(const for const in each.co_consts if isinstance(const, types.CodeType))
        more = 0
        raw = each.co_code
        for at in range(0, len(raw), 2):
            argument = raw[at + 1] | more
            more = argument << 8 if raw[at] == _EXTENDED else 0
            if raw[at] == _STORE:
                yield each.co_names[argument]


def listed_libraries(modules: Iterable[str]) -> frozenset[str]:
    """Return the libraries whose objects a profile that lists these modules can come to hold.

    A module that no catalogue has may be built on one of them: then its objects come out of it.
    """
    tops = {name.partition(".")[0] for name in modules}
    found = tops & KINDS.keys()
    for name in tops - found - sys.stdlib_module_names:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        found.update(sys.modules.keys() & KINDS.keys())
    return frozenset(
        name for library in found for name in PACKAGES[library] & KINDS.keys() if _installed(name)
    )


def _installed(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


@functools.cache  # depends on nothing but what is installed, and takes a quarter of a second
def classes_of(libraries: frozenset[str]) -> LibraryClasses:
    """Return what is known of the classes of these libraries."""
    return LibraryClasses(libraries)
