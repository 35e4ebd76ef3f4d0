"""Which names a client's source may read, bind and define; the one rule every guard asks.

Invariant: constants and pure functions. The compiler (static names), the run-time guards (names
in strings) and the formatter (names in format strings) all judge by these sets and no others.
"""

from __future__ import annotations

import keyword
import types
import unicodedata
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from RestrictedPython.transformer import INSPECT_ATTRIBUTES

from guardedflame.sandbox.guard.facts import FACTS

_INTERNALS = (
    types.FrameType,
    types.CodeType,
    types.GeneratorType,
    types.CoroutineType,
    types.AsyncGeneratorType,
    types.TracebackType,
)

#: Attributes of frames, code, generators, coroutines, tracebacks and cells. Refused on anything,
#: statically: they are the way out (CVE-2023-37271, RestrictedPython 8.5). Taken from the types of
#: the running CPython as well, so that a new release's additions are in.
INTERNAL_ATTRIBUTES: Final = (
    frozenset(INSPECT_ATTRIBUTES)
    | {
        name
        for kind in _INTERNALS
        for name in dir(kind)
        if name.startswith(("f_", "co_", "gi_", "cr_", "ag_", "tb_"))
    }
    | {"cell_contents", "gi_yieldfrom", "cr_origin", "cr_await", "ag_await", "f_generator"}
)

#: Public names that are dangerous on some objects of the interpreter and plausible on a client's
#: own; a guard looks at the object when they are read.
GUARDED_ATTRIBUTES: Final = frozenset(
    {
        "format",
        "format_map",
        "obj",
        "mro",
        "with_traceback",
        "metadata",  # of a dataclass's field and groupindex of a pattern: mappings that are shared
        "groupindex",
        "fget",  # of a library's property: functions that believe any self
        "fset",
        "fdel",
        "get_context",  # of a task: variables of the library, which C code believes
        "get_stack",  # of a task: frames, and its loop
        "print_stack",
        "get_loop",
        "flags",  # of a decimal context, which they point into without holding it
        "traps",
        "register",  # of an abstract class that is the library's
    }
)

#: All public names that a guard answers, and all that a plain read does not do for.
ANSWERED_PUBLIC: Final = GUARDED_ATTRIBUTES | FACTS
JUDGED_PUBLIC: Final = INTERNAL_ATTRIBUTES | ANSWERED_PUBLIC


class Vocabulary(NamedTuple):
    """What a language adds to these sets because of the libraries its profile lists.

    ``judged`` names are public names that a guard looks at, as it does for ``GUARDED_ATTRIBUTES``,
    but that most objects answer at once; ``reserved`` names cannot be bound or written, because a
    library takes an object that has one for its own.
    """

    judged: AbstractSet[str] = frozenset()
    reserved: AbstractSet[str] = frozenset()

    def plain(self, name: str) -> bool:
        """Say if an attribute of this name may be read on any object without looking at it."""
        return readable_plainly(name) and name not in self.judged


#: What a client's source may define in a class body, and read or call on an object. Left out:
#: __reduce__ and its family (copy and pickle call what they name), __class__ and the instance
#: checks (they lie to the standard library), __mro_entries__ and __prepare__ (they change what a
#: class body means).
SPECIAL_METHODS: Final = frozenset(
    f"__{name}__"
    for name in [
        "init",
        "new",
        "post_init",
        "repr",
        "str",
        "bytes",
        "format",
        "hash",
        "bool",
        "len",
        "length_hint",
        "getitem",
        "setitem",
        "delitem",
        "iter",
        "next",
        "reversed",
        "contains",
        "missing",
        "call",
        "enter",
        "exit",
        "aenter",
        "aexit",
        "aiter",
        "anext",
        "await",
        "getattr",
        "setattr",
        "delattr",
        "dir",
        "get",
        "set",
        "delete",
        "set_name",
        "init_subclass",
        "class_getitem",
        "index",
        "int",
        "float",
        "complex",
        "round",
        "trunc",
        "floor",
        "ceil",
        "abs",
        "neg",
        "pos",
        "invert",
        "lt",
        "le",
        "eq",
        "ne",
        "gt",
        "ge",
        "add",
        "sub",
        "mul",
        "truediv",
        "floordiv",
        "mod",
        "divmod",
        "pow",
        "lshift",
        "rshift",
        "and",
        "or",
        "xor",
        "matmul",
        "radd",
        "rsub",
        "rmul",
        "rtruediv",
        "rfloordiv",
        "rmod",
        "rdivmod",
        "rpow",
        "rlshift",
        "rrshift",
        "rand",
        "ror",
        "rxor",
        "rmatmul",
        "iadd",
        "isub",
        "imul",
        "itruediv",
        "ifloordiv",
        "imod",
        "ipow",
        "ilshift",
        "irshift",
        "iand",
        "ior",
        "ixor",
        "imatmul",
        "copy",
        "deepcopy",
        "fspath",
        "replace",
        "sizeof",
    ]
)

#: Special methods that a class body may define with ``def`` only, because the compiler puts
#: a guard around them: what the interpreter asks them for is not for a client to answer
#: (``__class__``, by which isinstance would believe it; ``__array_interface__``, by which numpy
#: would), or not for a client to be given (the class in ``__subclasshook__``).
HOOKS: Final = frozenset({"__getattr__", "__getattribute__", "__subclasshook__"})

#: What a class body may define.
DEFINABLE: Final = SPECIAL_METHODS | HOOKS | {"__del__"}

#: Dunder names that mean nothing to the interpreter and something to programs: readable and
#: settable on what the session defined, as names of one underscore are.
CONVENTIONS: Final = frozenset(
    f"__{name}__"
    for name in [
        "abstract",
        "author",
        "cmp",
        "copyright",
        "credits",
        "date",
        "deprecated",
        "description",
        "div",
        "email",
        "html",
        "json",
        "license",
        "maintainer",
        "nonzero",
        "rich_repr",
        "schema",
        "status",
        "table_args",
        "tablename",
        "title",
        "unicode",
        "version",
    ]
)

#: Special attributes that can be set, on classes and functions that the session defined.
SETTABLE: Final = (
    (SPECIAL_METHODS - HOOKS)
    | CONVENTIONS
    | {"__dict__", "__name__", "__qualname__", "__wrapped__"}
)

#: Those of them that ``+=`` and its like may set: what is there is the client's own, or a text.
SETTABLE_IN_PLACE: Final = CONVENTIONS | {"__dict__", "__name__", "__qualname__"}

#: Dunder data a class body may set.
CLASS_DATA: Final = (
    frozenset({"__slots__", "__match_args__", "__doc__", "__order__", "__test__"}) | CONVENTIONS
)

#: Dunder names a module may set: information only.
MODULE_DATA: Final = CONVENTIONS | {"__all__", "__doc__"}

#: Dunder names that can be read as variables.
READABLE_NAMES: Final = (
    (DEFINABLE - HOOKS)
    | MODULE_DATA
    | {"__name__", "__doc__", "__debug__", "__class__", "__annotations__"}
)

#: Dunder attributes that are text on every object of the interpreter, so a plain read is safe.
PLAIN_DUNDERS: Final = frozenset({"__name__", "__qualname__", "__doc__", "__module__"})

#: Dunder attributes that describe classes, functions and annotations; ``introspection`` answers.
INTROSPECTED: Final = frozenset(
    {
        "__mro__",
        "__bases__",
        "__base__",
        "__subclasses__",
        "__wrapped__",
        "__func__",
        "__self__",
        "__code__",
        "__closure__",
        "__defaults__",
        "__kwdefaults__",
        "__orig_class__",
        "__orig_bases__",
        "__parameters__",
        "__args__",
        "__origin__",
        "__metadata__",
        "__type_params__",
        "__value__",
        "__bound__",
        "__constraints__",
        "__contravariant__",
        "__covariant__",
        "__total__",
        "__required_keys__",
        "__readonly_keys__",
        "__mutable_keys__",
        "__default__",
        "__optional_keys__",
        "__abstractmethods__",
        "__isabstractmethod__",
        "__final__",
        "__supertype__",
        "__traceback__",
    }
)

#: Dunder attributes that a guard answers, as copies or after looking at the object.
GUARDED_DUNDERS: Final = (
    frozenset(
        {
            "__class__",
            "__dict__",
            "__members__",
            "__annotations__",
            "__cause__",
            "__context__",
            "__suppress_context__",
            "__notes__",
            "__slots__",
            "__match_args__",
            "__dataclass_fields__",
            "__all__",
            "__getattribute__",
        }
    )
    | CONVENTIONS
    | INTROSPECTED
    | SPECIAL_METHODS
)

#: Special methods that are looked up as any other attribute is.
LOOKED_UP: Final = SPECIAL_METHODS - {"__setattr__", "__delattr__"}

#: By this an abstract class finds its registry; without one of its own, its base's is written to.
REGISTRY: Final = "_abc_impl"

#: Single-underscore names that are public interface of namedtuple and enum.
UNDERSCORE_INTERFACE: Final = frozenset(
    {"_replace", "_asdict", "_attributes", "_fields", "_make", "_value_", "_name_"}
)

#: What the compiler puts into each class body to mark it as the session's; no source can spell it.
#: The shape is one that Enum (descriptors are no members) and Protocol (_abc_ is skipped) ignore.
MARK: Final = "_abc_<session>"

#: Names under which compiled code finds its guards in the builtins table; no source can spell
#: them, so none can bind, shadow or delete them.
GETATTR: Final = "<getattr>"
CLASS: Final = "<class>"
METHOD: Final = "<method>"
WRITE: Final = "<write>"
THROUGH: Final = "<through>"
TYPE: Final = "<type>"
PURE: Final = "<pure>"
MATCH: Final = "<match>"
TOKEN: Final = "<token>"  # noqa: S105  (a class mark, no secret)
HOOK: Final = "<hook>"
IMPORT: Final = "<import>"
WRITE_SPECIAL: Final = "<write special>"
DISPLAY: Final = "<display>"
SUPER: Final = "<super>"
SEE: Final = "<see>"
MATCH_KEYWORDS: Final = "<match keywords>"


def answering(name: str) -> str:
    """Return the name of the set of types on which a judged name is read plainly."""
    return f"<ok {name}>"


def seeing(name: str) -> str:
    """Return the name of the function that looks at an object before a judged name is read."""
    return f"<see {name}>"


#: What to do instead of reading a special attribute.
HINTS: Final = types.MappingProxyType(
    {
        "__globals__": "pass what the function needs as arguments, or use globals()",
        "__getstate__": "define __copy__ or __deepcopy__",
        "__setstate__": "define __copy__ or __deepcopy__",
        "__code__": "it is there for functions of the session",
        "__closure__": "it is there for functions of the session",
        "__subclasses__": "it is there for classes of the session",
        "__mro__": "it is there for classes of the session; use isinstance or issubclass",
        "__base__": "it is there for classes of the session; use issubclass",
        "__bases__": "it is there for classes of the session; use issubclass",
        "mro": "it is there for classes of the session; use isinstance or issubclass",
        "__wrapped__": "it is there where a function of the session is behind it",
        "__func__": "it is there where a function of the session is behind it",
        "__self__": "it is there for methods of the session",
        "__reduce__": "use copy, or send plain values",
        "__reduce_ex__": "use copy, or send plain values",
    }
)


def is_dunder(name: str) -> bool:
    """Say if the name starts and ends with two underscores."""
    return name[:2] == "__" and name[-2:] == "__" and len(name) > 4


def is_bindable(name: object) -> bool:
    """Say if data may become a name: an exact identifier that the parser would not change."""
    return (
        type(name) is str
        and name.isidentifier()
        and (name.isascii() or unicodedata.normalize("NFKC", name) == name)
        and not keyword.iskeyword(name)
    )


def refused_attribute(name: str) -> str:
    """Say why an attribute name is refused on every object, or "" when it is not."""
    if name in INTERNAL_ATTRIBUTES and name not in FACTS:
        return "frame, code, generator and traceback internals are not readable"
    if name[:1] == "_":
        if is_dunder(name) and name not in PLAIN_DUNDERS and name not in GUARDED_DUNDERS:
            return "this special attribute is not readable"
        if not name.isidentifier():
            return "not a name"
    return ""


def readable_plainly(name: str) -> bool:
    """Say if an attribute of this name may be read on any object without looking at it."""
    return name not in JUDGED_PUBLIC if name[:1] != "_" else name in PLAIN_DUNDERS
