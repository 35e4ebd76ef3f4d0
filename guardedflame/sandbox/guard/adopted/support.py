"""What adopted text imports that clients do not: support modules, and a few private names.

Invariant: each value is one that a client may hold; adopted text is guarded code like any other,
and may hand out whatever it was given.
"""

from __future__ import annotations

import _ast
import _string  # type: ignore[import-not-found]  # the parser that str.format itself uses
import ast
import enum
import importlib
import io
import json.decoder
import json.encoder
import json.scanner
import ntpath
import posixpath
import random
import urllib.parse
import weakref
import zlib
from abc import ABCMeta
from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Final  # Any: a parser of a module imported late

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.adopted.expat import expat_members
from guardedflame.sandbox.guard.adopted.helpers import session_members
from guardedflame.sandbox.guard.adopted.testing import TESTING
from guardedflame.sandbox.guard.adopted.zones import zones_members
from guardedflame.sandbox.guard.catalogue import CATALOGUE, email, xml_dom, zoneinfo
from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words
from guardedflame.sandbox.guard.csvs import csv_members
from guardedflame.sandbox.guard.enums import PlainEnumType
from guardedflame.sandbox.guard.facade import make_facade
from guardedflame.sandbox.guard.kit import Kit, Maker, Members
from guardedflame.sandbox.guard.names import is_bindable
from guardedflame.sandbox.guard.open_file import File
from guardedflame.sandbox.guard.places import file_members, opener, refusing

#: Private names of modules that the catalogue has under a public one.
ALIASES: Final[Mapping[str, str]] = MappingProxyType({"_collections_abc": "collections.abc"})

#: Adopted for others only.
SUPPORT: Final[Mapping[str, Entry]] = MappingProxyType(
    {
        each.module: each
        for each in (
            Entry("_compression", adopted=Adopted()),
            Entry("_markupbase", adopted=Adopted()),
            Entry(
                "_pyio",
                adopted=Adopted(
                    take=words(
                        """
                        BufferedIOBase BufferedRandom BufferedReader BufferedRWPair BufferedWriter
                        IOBase RawIOBase TextIOBase _BufferedIOMixin
                        """
                    ),
                    swap=(
                        (
                            "self.raw.write(self._write_buf)",
                            "self.raw.write(memoryview(bytes(self._write_buf)))",
                        ),
                        ("raw._checkSeekable()", "_check(raw.seekable(), 'seekable')"),
                        ("raw._checkReadable()", "_check(raw.readable(), 'readable')"),
                        ("raw._checkWritable()", "_check(raw.writable(), 'writable')"),
                    ),
                    first="pyio",
                ),
            ),
            Entry(
                "json.decoder",
                adopted=Adopted(drop=("JSONDecodeError", "scanner"), first="json_decoder"),
            ),
            Entry("json.encoder", adopted=Adopted()),
            Entry("pathlib._abc", adopted=Adopted()),
            Entry("pathlib._local", adopted=Adopted()),
            *TESTING,
            *email.SUPPORT,
            *xml_dom.SUPPORT,
            Entry("_weakrefset", adopted=Adopted()),
            *zoneinfo.SUPPORT,
            Entry("xml.etree.ElementPath", adopted=Adopted()),
        )
    }
)


def _linecache(kit: Kit) -> Members:
    return {
        "getline": lambda filename, number, _globals=None: kit.programs.line_of(filename, number),
        "getlines": lambda _filename, _globals=None: [],
    }


def _atexit(_kit: Kit) -> Members:
    # A session ends with its process; nothing of it runs then.
    return {"register": lambda function, *_args, **_keywords: function}


def _weakref(kit: Kit) -> Members:
    def proxy(value: object, callback: Callable[..., object] | None = None) -> object:
        """Return a proxy of an object of the session: it forwards reads and writes."""
        if not kit.guards.owns_instance(value) or issubclass(type(value), type):
            raise GuardRefused(
                "only objects of classes of the session have proxies",
                rule="guarded language: library",
                hint="use weakref.ref",
            )
        return weakref.proxy(value, callback)

    names = (
        "CallableProxyType",
        "ProxyType",
        "ReferenceType",
        "_remove_dead_weakref",
        "getweakrefcount",
        "getweakrefs",
        "ref",
    )
    return {"proxy": proxy, **{name: getattr(weakref, name) for name in names}}


#: Functions of text to text, alike on any system.
_ON_TEXT = (
    "basename",
    "commonpath",
    "commonprefix",
    "dirname",
    "isabs",
    "join",
    "normcase",
    "normpath",
    "split",
    "splitdrive",
    "splitext",
    "splitroot",
)


def _functions_of(module: ModuleType) -> Members:
    found: Members = {name: getattr(module, name) for name in _ON_TEXT if hasattr(module, name)}
    return {**found, "sep": module.sep, "altsep": module.altsep, "pardir": "..", "curdir": "."}


def _left_out(module: str, names: str) -> Members:
    """Return what is called by methods that stay: each says why it is not there."""
    why = CATALOGUE[module].left_out
    return {name: refusing(f"{module}.{name}", why[name]) for name in names.split()}


#: What the adopted coders use of C; ``JSONDecodeError`` is the one that C raises.
_JSON: Members = {
    "JSONDecodeError": json.JSONDecodeError,
    "encode_basestring": vars(json.encoder)["c_encode_basestring"],
    "encode_basestring_ascii": vars(json.encoder)["c_encode_basestring_ascii"],
    "make_encoder": vars(json.encoder)["c_make_encoder"],
    "make_scanner": vars(json.scanner)["c_make_scanner"],
    "scanstring": vars(json.decoder)["scanstring"],
}


def _nodes(kit: Kit) -> Members:
    """The classes of the parser's trees. Those without fields have one object for all trees."""
    classes = {name: value for name, value in vars(_ast).items() if isinstance(value, type)}
    kit.guards.writable.update(
        each for each in classes.values() if issubclass(each, ast.AST) and _has_place(each)
    )
    return {**classes, "PyCF_ONLY_AST": 0, "PyCF_TYPE_COMMENTS": 0}


def _has_place(cls: type[ast.AST]) -> bool:
    return bool(cls._fields or cls._attributes)


def _public_of(name: str) -> Members:
    """Return what a module in C has. It works on bytes, and calls nothing of the client's."""
    found: Members = dict(vars(importlib.import_module(name)))
    return {key: value for key, value in found.items() if key[:2] != "__"}


def _io(kit: Kit) -> Members:
    def own(cls: ABCMeta) -> ABCMeta:
        if not issubclass(type(cls), ABCMeta) or not kit.guards.owns_class(cls):
            raise TypeError("a class of the session was expected")
        return cls

    def take_in(base: ABCMeta, buffered: ABCMeta, text: ABCMeta) -> None:
        """Have the interpreter's buffers and the session's files counted as objects of classes."""
        for abstract, cls in (
            (base, File),
            (buffered, io.BytesIO),
            (text, io.StringIO),
            (text, io.TextIOWrapper),
        ):
            ABCMeta.register(own(abstract), cls)

    return {
        "UnsupportedOperation": io.UnsupportedOperation,
        "take_in": take_in,
    }


def _encodings(_kit: Kit) -> Members:
    aliases = importlib.import_module("encodings.aliases").aliases
    return {
        "aliases": make_facade({"aliases": dict(aliases)}),
        "normalize_encoding": importlib.import_module("encodings").normalize_encoding,
    }


def _enum(kit: Kit) -> Members:
    def global_enum(cls: type[enum.Enum]) -> type[enum.Enum]:
        """Bind the members of an enum in the module whose text is running: the one it is in."""
        if type(cls) is not PlainEnumType or not kit.guards.owns_class(cls):
            raise TypeError("an enum of the session was expected")
        module = kit.guards.namespaces.module_name()
        # The mapping of members is one that a client can write to.
        kit.guards.namespaces.names_here().update(
            {name: member for name, member in cls.__members__.items() if is_bindable(name)}
        )

        def show(member: object) -> str:
            return f"{module}.{kit.guards.attribute(member, 'name')}"

        type.__setattr__(cls, "__repr__", show)
        return cls

    # Classes that it decorates are written as enums before they are compiled.
    return {"_simple_enum": lambda _base: lambda cls: cls, "global_enum": global_enum}


#: Names that only adopted text has, by module.
PRIVATE: Final[Mapping[str, Maker]] = MappingProxyType(
    {
        "_session": session_members,
        "_ast": _nodes,
        "_bz2": lambda _: _public_of("_bz2"),
        "_csv": csv_members,
        "_files": file_members,
        "_io": _io,
        "_json": lambda _: _JSON,
        "_string": lambda _: {
            "formatter_field_name_split": _string.formatter_field_name_split,
            "formatter_parser": _string.formatter_parser,
        },
        "_weakref": _weakref,
        "_thread": lambda _: {"get_ident": lambda: 1},
        "atexit": _atexit,
        "enum": _enum,
        "linecache": _linecache,
        "io": lambda kit: {"open": opener(kit), "text_encoding": io.text_encoding},
        "ntpath": lambda _: _functions_of(ntpath),
        "os": lambda _: {
            **_left_out("os", "chmod close lchmod link open readlink symlink utime"),
            # The session's directory, as the session's file functions have it.
            "getcwd": lambda: ".",
        },
        "os.path": lambda _: {
            **_left_out("os.path", "expanduser realpath samefile"),
            "abspath": posixpath.normpath,
        },
        "posixpath": lambda _: _functions_of(posixpath),
        "_lzma": lambda _: _public_of("_lzma"),
        "_zones": zones_members,
        "_queue": lambda _: {},
        "_random": lambda _: {"Random": random.Random.__base__},
        "encodings": _encodings,
        "importlib.util": lambda _: {"cache_from_source": refusing("importlib.util", "no files")},
        "socket": lambda _: {"getfqdn": lambda: "localhost"},
        "sys": lambda _: {"audit": lambda *_: None},
        "xml.parsers.expat": expat_members,
        "urllib.parse": lambda _: {"_splittype": vars(urllib.parse)["_splittype"]},
        "zlib": lambda _: {
            key: value for key, value in vars(zlib).items() if key == "_ZlibDecompressor"
        },
        "traceback": lambda _: {"clear_frames": lambda _: None},
    }
)
