"""Walks all that a session can reach from the facades, by the language's own rules.

From each module, breadth first: public attributes and the special ones that the language reads, the
class of everything, items, what callables return without arguments and with one of several kinds,
and the exceptions they raise. Plain data is looked at once a class.
"""

from __future__ import annotations

import builtins
import collections
import contextlib
import io
import itertools
import os
import sys
import types
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from guardedflame.errors import GuardedFlameError
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.facade import Facade, SessionModule
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language
from guardedflame.sandbox.guard.library_classes import lends_nothing, make_opaque

#: What no session may hold, by class.
KINDS = (
    types.ModuleType,
    types.FrameType,
    types.CodeType,
    types.CellType,
    io.FileIO,
    type(sys.flags),
)
#: What no session may hold, by identity.
THINGS = (
    builtins.eval,
    builtins.exec,
    builtins.compile,
    builtins.open,
    builtins.__import__,
    builtins.input,
    builtins.breakpoint,
    builtins.type,
    builtins.__dict__,
    builtins.__build_class__,
    sys.__dict__,
    sys.modules,
    sys.path,
    sys.stdin,
    sys.stdout,
    sys.stderr,
    sys._getframe,
    os.__dict__,
    os.environ,
    os.system,
    os.open,
    object.__getattribute__,
    object.__reduce_ex__,
    type.__getattribute__,
    type.__subclasses__,
)
MUTABLE = (dict, list, set, bytearray, deque, collections.OrderedDict, collections.defaultdict)
PLAIN = (int, float, complex, str, bytes, bool, type(None), range, slice, type(...))
FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    types.MethodWrapperType,
)
#: What would wait, end the process, write to the terminal or change the scan itself.
SKIPPED = {
    "_exit",
    "autorange",
    "cmdloop",
    "delayfunc",
    "exit",
    "help",
    "input",
    "pp",
    "print",
    "quit",
    "repeat",
    "reveal_type",
    "setrecursionlimit",
    "sleep",
    "timeit",
    "wait",
    "wait_for",
}
#: What applies an attribute of the interpreter's to any object.
_DESCRIPTORS = (types.GetSetDescriptorType, types.MemberDescriptorType)
_MARKS = {"__isabstractmethod__", "__final__", "__text_signature__"}
SPECIAL = sorted(names.GUARDED_DUNDERS | {"__name__", "__doc__"})
OPAQUE = type(make_opaque(Counter, {}))

PRELUDE = """
def function(*a, **k): return None
class Class:
    def method(self): return None
thing = Class()
"""


class Node(NamedTuple):
    """Something reached: how, and how many steps further to go."""

    value: object
    path: str
    depth: int


class Walk:
    """One walk over one session.

    Args:
        language: the session.
        depth: steps from a module.
        most: objects looked at for each module.
        arguments: call with one argument as well.
    """

    def __init__(
        self, language: GuardedLanguage, *, depth: int, most: int, arguments: bool
    ) -> None:
        self.guards = language._importer._library.guards
        self.found: set[str] = set()
        self.seen: dict[int, object] = {}
        self.paths: dict[int, str] = {}
        self._classes: Counter[type] = Counter()
        self._special: set[type] = set()
        self._coroutines: list[types.CoroutineType[object, object, object]] = []
        self._depth, self._most = depth, most
        language.execute(PRELUDE)
        space = language.namespace
        self._language = language
        self._function = space["function"]
        self._arguments: list[object] = []
        if arguments:
            self._arguments = ["ab", 3, space["function"], space["Class"], space["thing"], [2, 1]]

    def run(self, modules: Iterable[str]) -> None:
        """Walk from each of the modules."""
        for module in modules:
            waiting = deque([Node(self._language.module(module), module, self._depth)])
            looked = 0
            while waiting and looked < self._most:
                node = waiting.popleft()
                if self._is_new(node.value):
                    looked += 1
                    self._judge(node)
                    if node.depth:
                        waiting.extend(self._around(node))
        while self._coroutines:
            with contextlib.suppress(Exception):
                self._coroutines.pop().close()

    def _is_new(self, value: object) -> bool:
        cls = type(value)
        if id(value) in self.seen:
            return False
        if not isinstance(value, Facade | SessionModule | type) and not callable(value):
            self._classes[cls] += 1
            if self._classes[cls] > (1 if cls in PLAIN else 8):
                return False
        self.seen[id(value)] = value
        return True

    def _judge(self, node: Node) -> None:
        value, path = node.value, node.path
        self.paths[id(value)] = path
        if isinstance(value, KINDS):
            self.found.add(f"{path}: a {type(value).__name__}")
        if any(value is each for each in THINGS):
            self.found.add(f"{path}: {value!r:.60}")
        if (
            isinstance(value, type)
            and not lends_nothing(value)
            and not isinstance(value, OPAQUE)
            and value is not self.guards._stand_in
            and not any(self.guards.owns_class(each) for each in order_of(value))
        ):
            self.found.add(f"{path}: a class of the library that believes any self")
        if isinstance(value, _DESCRIPTORS) and _is_special(value.__name__):
            self.found.add(f"{path}: the raw {value.__name__} of {value.__objclass__.__name__}")
        if type(value) is types.FunctionType and not self.guards.owns_function(value):
            for name, held in vars(value).items():
                if name not in _MARKS | set(vars(self._function)) and held is not self._function:
                    self.found.add(f"{path}: {name} of a function of the library")

    def _around(self, node: Node) -> Iterator[Node]:
        value, path, depth = node.value, node.path, node.depth - 1
        yield Node(self.guards.type_of(value), f"type({path})", depth)
        for name in self._names(value):
            try:
                member = self.guards.attribute(value, name)
            except Exception as error:
                if not isinstance(error, GuardedFlameError | AttributeError):
                    yield Node(error, f"{path}.{name} raised", depth)
                continue
            yield Node(member, f"{path}.{name}", depth)
        yield from self._items(node)
        if callable(value) and path.rpartition(".")[2] not in SKIPPED:
            yield from self._results(node)

    def _names(self, value: object) -> list[str]:
        """What to ask an object for: special attributes once a class, for they depend on it."""
        cls = type(value)
        if isinstance(value, types.FunctionType) and vars(value):
            return [*vars(value), *SPECIAL]
        if isinstance(value, type | Facade | SessionModule):
            return [*dir(value), *SPECIAL]
        if cls in self._special:
            return [] if cls in FUNCTIONS else [each for each in dir(value) if each[:2] != "__"]
        self._special.add(cls)
        return [*dir(value), *SPECIAL]

    def _items(self, node: Node) -> Iterator[Node]:
        value, path, depth = node.value, node.path, node.depth - 1
        if isinstance(value, str | bytes | range):
            return
        try:
            if isinstance(value, dict | types.MappingProxyType):
                pairs = list(itertools.islice(value.items(), 40))
                yield from (Node(item, f"{path}[{key!r:.20}]", depth) for key, item in pairs)
            found = list(itertools.islice(iter(value), 40))  # type: ignore[call-overload]
        except Exception:
            return
        yield from (Node(item, f"{path}[{index}]", depth) for index, item in enumerate(found))

    def _results(self, node: Node) -> Iterator[Node]:
        value, path, depth = node.value, node.path, node.depth - 1
        calls: list[tuple[object, ...]] = [()]
        if "(" not in path or path.count("(") < 2:
            calls += [(each,) for each in self._arguments]
        for arguments in calls:
            shown = ", ".join(f"{each!r:.12}" for each in arguments)
            try:
                result = value(*arguments)  # type: ignore[operator]
            except BaseException as error:
                yield Node(error, f"{path}({shown}) raised", depth)
            else:
                if type(result) is types.CoroutineType:
                    self._coroutines.append(result)
                yield Node(result, f"{path}({shown})", depth)


def _is_special(name: str) -> bool:
    return names.is_dunder(name) and name not in names.PLAIN_DUNDERS


def shared(one: Walk, other: Walk) -> set[str]:
    """Return the paths of what two sessions both reach and either could change."""
    found: set[str] = set()
    for key in one.seen.keys() & other.seen.keys():
        value = one.seen[key]
        if value is not other.seen[key]:
            continue
        if type(value) in MUTABLE or _is_writable(one, value):
            found.add(f"{one.paths.get(key, '?')}: shared and mutable")
    return found


def _is_writable(walk: Walk, value: object) -> bool:
    try:
        walk.guards.write(value)
    except GuardedFlameError:
        return False
    return "__dict__" in dictionary_of(type(value)) or not isinstance(value, PLAIN)


def session() -> GuardedLanguage:
    """Make a session with the whole catalogue."""
    return guarded_language(
        modules={name: "*" for name, entry in CATALOGUE.items() if not entry.why}
    )
