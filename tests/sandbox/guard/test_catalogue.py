"""The catalogue decides every public name of every module it has, and says why of what is not."""

from __future__ import annotations

import importlib
import keyword
import types
from collections.abc import Iterator

import facade_tables
import pytest

from guardedflame.errors import ImportRefused
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.catalogue.entry import words
from guardedflame.sandbox.guard.language import guarded_language

THERE = sorted(name for name, entry in CATALOGUE.items() if not entry.why)
REFUSED = sorted(name for name, entry in CATALOGUE.items() if entry.why)

#: The 68 that were measured in other languages of this kind.
OTHERS_HAVE = words(
    """
    abc array asyncio base64 binascii bisect calendar cmath collections collections.abc colorsys
    contextlib copy csv dataclasses datetime decimal difflib email.utils enum fnmatch fractions
    functools gettext glob graphlib hashlib heapq hmac html html.parser io ipaddress itertools json
    keyword locale logging math numbers operator pathlib pprint queue random re reprlib sched
    secrets shlex stat statistics string struct tempfile textwrap time traceback types typing
    unicodedata urllib.parse uuid warnings weakref xml.etree.ElementTree zlib zoneinfo
    """
)


def _public(name: str) -> Iterator[str]:
    try:
        module = importlib.import_module(name)
    except ImportError:
        return
    content = vars(module)
    listed = content.get("__all__")
    if listed is not None:
        yield from listed
        return
    for each, value in content.items():
        own = getattr(value, "__module__", None) in {None, name, name.partition(".")[0]}
        if each[:1] != "_" and type(value) is not types.ModuleType and (own or not callable(value)):
            yield each


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", THERE)
def test_every_public_name_is_decided(name: str) -> None:
    """Given out, or left out with a reason; on the Python that runs this."""
    entry = CATALOGUE[name]
    below = {
        each[len(name) + 1 :].partition(".")[0] for each in CATALOGUE if each.startswith(name + ".")
    }
    decided = {*entry.names, *entry.left_out, *below}
    undecided = {
        each for each in _public(name) if each[:2] != "__" and not keyword.iskeyword(each)
    } - decided
    assert not undecided or entry.rest


@pytest.mark.parametrize("name", THERE)
def test_each_name_is_there_if_this_python_has_it(name: str) -> None:
    """What an entry promises is in the session's module."""
    language = guarded_language(modules={name: "*"})
    there = set(language.importer.members(name))
    real = importlib.import_module(name)
    missing = [each for each in CATALOGUE[name].names if each not in there and hasattr(real, each)]
    assert missing == []


def test_what_others_have_is_there() -> None:
    """All modules that were asked for."""
    assert len(OTHERS_HAVE) == 68
    assert [each for each in OTHERS_HAVE if each not in THERE] == []


@pytest.mark.parametrize("name", REFUSED)
def test_module_that_is_left_out_says_why_and_what_instead(name: str) -> None:
    """Imported without being listed, and listed with a star."""
    entry = CATALOGUE[name]
    for modules in ({}, {name: "*"}):
        with pytest.raises(ImportRefused) as caught:
            guarded_language(modules=modules).execute(f"import {name}")
        assert str(caught.value) == f"the module {name!r} is left out: {entry.why}"
        assert caught.value.hint == entry.instead
    assert not entry.names
    assert entry.instead


def test_reasons_read_as_clauses() -> None:
    """They stand after a colon, and end without a stop."""
    for entry in CATALOGUE.values():
        for text in (entry.why, entry.instead, entry.rest, *entry.left_out.values()):
            assert text == text.strip().rstrip(".")
            assert not text[:1].isupper()


def test_tables_of_the_documentation_are_the_catalogues() -> None:
    """Written by ``python tests/facade_tables.py``."""
    assert facade_tables.written() == facade_tables.rendered()
