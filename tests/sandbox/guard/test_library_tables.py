"""The tables of numpy and pandas against what is installed: each name stands where it should."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from guardedflame.errors import ImportRefused
from guardedflame.policy.words import NATIVE_LIBRARIES
from guardedflame.sandbox.guard.catalogue.kind import Kind
from guardedflame.sandbox.guard.catalogue.libraries import ENTRIES, KINDS
from guardedflame.sandbox.guard.language import guarded_language

np = pytest.importorskip("numpy")
pd = pytest.importorskip("pandas")

#: Parameters by which a method of these libraries would open a file, import, or read by name.
DANGEROUS = {
    "aggfunc",
    "backend",
    "buf",
    "compression",
    "con",
    "engine",
    "engine_kwargs",
    "excel_writer",
    "expr",
    "fid",
    "file",
    "filepath_or_buffer",
    "fname",
    "func",
    "indexer",
    "parser",
    "path",
    "path_or_buf",
    "path_or_buffer",
    "random_state",
    "refcheck",
    "resolvers",
    "storage_options",
    "validate",
    "verify_integrity",
    "win_type",
}

#: Read in pandas's source: a function that is called, never a name; and checks that are no door.
READ = {
    "combine": {"func"},
    "map": {"func"},  # of a DataFrame, which takes callables only
    "pipe": {"func"},
    "join": {"validate"},
    "merge": {"validate"},
    "set_index": {"verify_integrity"},  # of a table: whether labels repeat
    "take": {"indexer"},
    "apply_over_axes": {"func"},
    "concat": {"verify_integrity"},
    "frompyfunc": {"func"},
}


def kinds() -> Iterator[Kind]:
    """Every kind of both libraries."""
    for each in KINDS.values():
        yield from each


def found(kind: Kind) -> Any:
    """Return the class of a kind, None if this release has none."""
    module, _, name = kind.cls.partition(":")
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        return None


def versions(library: str) -> dict[str, dict[str, object]]:
    """Return a library's checked versions."""
    module = importlib.import_module(f"guardedflame.sandbox.guard.libraries.{library}_versions")
    return module.VERSIONS  # type: ignore[no-any-return]


def test_every_kind_is_a_class_of_this_release() -> None:
    """Nothing in the tables is a name that nobody has."""
    assert [kind.cls for kind in kinds() if found(kind) is None] == []


@pytest.mark.parametrize("library", sorted(KINDS))
def test_what_is_called_checked_has_a_version(library: str) -> None:
    """And no version stands for a name that a client would read plainly."""
    have = versions(library)
    for kind in KINDS[library]:
        checked = set(kind.checked.split())
        assert not checked & set(kind.plain.split()), kind.cls
        made = {name for name in have.get(kind.cls, {}) if name.isidentifier()}
        assert checked == made, kind.cls
    assert have.keys() <= {kind.cls for kind in KINDS[library]}


def test_no_plain_method_takes_a_file_an_engine_or_a_name() -> None:
    """Also of the next release: a parameter that is new there is found here."""
    open_doors: list[str] = []
    for kind in kinds():
        cls = found(kind)
        for name in (kind.plain + " " + kind.on_class).split():
            method = getattr(cls, name, None)
            if name in kind.on_class.split() and f"class.{name}" in str(_all_versions(kind)):
                continue
            try:
                parameters = inspect.signature(method).parameters.keys()  # type: ignore[arg-type]
            except (TypeError, ValueError):
                continue
            bad = parameters & DANGEROUS - READ.get(name, set())
            open_doors += [f"{kind.cls}.{name}({each}=)" for each in sorted(bad)]
    assert open_doors == []


def _all_versions(kind: Kind) -> list[str]:
    return [
        name for library in KINDS for name in versions(library).get(kind.cls, {}) if "." in name
    ]


def test_functions_of_the_facades_take_no_file_either() -> None:
    """Those that do have a version of the session's."""
    language = guarded_language(modules={"numpy": "*", "pandas": "*"})
    open_doors: list[str] = []
    for module, entry in ENTRIES.items():
        members = language._importer.members(module)
        for name in entry.names:
            function: Any = members.get(name)
            if isinstance(function, type) or not callable(function):
                continue
            try:
                parameters = inspect.signature(function).parameters.keys()
            except (TypeError, ValueError):
                continue
            if getattr(function, "__module__", "").startswith("guardedflame."):
                continue
            bad = parameters & DANGEROUS - READ.get(name, set())
            open_doors += [f"{module}.{name}({each}=)" for each in sorted(bad)]
    assert open_doors == []


def test_every_name_of_a_function_is_harmless_on_all_tables() -> None:
    """What pandas may be told to call by name is what the tables allow, files never among it."""
    functions = importlib.import_module("guardedflame.sandbox.guard.libraries.pandas_functions")
    strange: list[str] = []
    engines = {"max", "mean", "median", "min", "std", "sum", "var"}
    for kind in KINDS["pandas"]:
        cls = found(kind)
        if not any(name in kind.checked.split() for name in ("agg", "transform")):
            continue
        allowed = set(kind.plain.split()) | engines
        strange += [
            f"{kind.cls}.{name}"
            for name in functions.NAMES
            if hasattr(cls, name) and name not in allowed
        ]
    assert strange == []


def test_left_out_names_are_refused_even_when_listed() -> None:
    """A policy cannot list what an entry says is dangerous."""
    for module, entry in ENTRIES.items():
        assert not set(entry.names) & set(entry.left_out)
        for name in entry.left_out:
            language = guarded_language(modules={module: [name]})
            with pytest.raises(ImportRefused, match=name):
                language.module(module)


def test_every_public_name_of_a_module_was_looked_at() -> None:
    """What a new release adds is refused; here it is found, so that somebody reads it."""
    for module, entry in ENTRIES.items():
        if module not in {"numpy", "pandas", "numpy.random", "numpy.linalg"}:
            continue
        real = importlib.import_module(module)
        inside = {name.rpartition(".")[2] for name in (*entry.inside, *ENTRIES)}
        public = {name for name in dir(real) if name[:1] != "_"}
        new = public - set(entry.names) - set(entry.left_out) - inside
        assert new <= {"annotations", "test"}, (module, new)


def test_a_policy_knows_the_libraries_that_need_the_kernels_wall() -> None:
    """The words of policies and the catalogue name the same libraries."""
    assert frozenset(KINDS) == NATIVE_LIBRARIES
