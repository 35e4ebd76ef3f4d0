"""How a session holds the classes of a library: opaque, with the names the tables allow.

Invariant: an opaque class has no attribute that is the library's own function; a method asked of
the class calls the method of an object of that very class, found by the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from guardedflame.sandbox.guard.class_facts import dictionary_of, order_of
from guardedflame.sandbox.guard.library_classes import OpaqueMeta, opaque_content
from guardedflame.sandbox.guard.ownership import shown

if TYPE_CHECKING:
    from guardedflame.sandbox.guard.libraries.classes import Rules
    from guardedflame.sandbox.guard.libraries.guards import LibraryGuards
from guardedflame.sandbox.guard.libraries.reading import Version

#: The key under which a class has its own version of being called.
CALL = "()"
#: The key under which a class has its own version of being copied.
COPY = "copy.copy()"
_CALL = "_<call>"  # no identifier, so that no source can read it


class Settable:
    """A base for objects of ours that judge what is set on them."""

    __slots__ = ()


class LentMeta(OpaqueMeta):
    """What an opaque class of a library answers."""

    def __call__(cls, *args: object, **keywords: object) -> object:  # noqa: N805
        """Make an object, by the session's version where there is one."""
        version = dictionary_of(cls).get(_CALL)
        if version is None:
            return super().__call__(*args, **keywords)
        assert callable(version)
        return version(*args, **keywords)


class BufferMeta(OpaqueMeta):
    """What ``memoryview`` answers."""

    def __call__(cls, *args: object, **keywords: object) -> object:  # noqa: N805
        """View a buffer that holds no references."""
        check = dictionary_of(cls)[_CALL]
        assert callable(check)
        for each in (*args, *keywords.values()):
            check(each)
        return memoryview(*args, **keywords)  # type: ignore[arg-type]


class _PatternMeta(type):
    """What a class answers that stands for another one in a pattern."""

    def __instancecheck__(cls, value: object) -> bool:
        check = dictionary_of(cls)[_CALL]
        assert callable(check)
        return bool(check(value))


def pattern_class(cls: type, positional: tuple[str, ...], check: Callable[[object], bool]) -> type:
    """Return what stands for ``cls`` in a pattern: it matches what ``check`` says.

    Instances of a class with an abstract metaclass need not be made by it or by a class of the
    session (``register``, ``__subclasshook__``), also not of one that others are derived from.
    """
    return _PatternMeta(cls.__name__, (), {"__match_args__": positional, _CALL: check})


def lend_memoryview(guards: LibraryGuards) -> type:
    """Return ``memoryview`` for a session in which arrays of objects can be had.

    Two of them with the same format could be assigned to each other, reference counts aside.
    """

    def check(value: object) -> None:
        guards.no_references(value)

    content = opaque_content(memoryview, {memoryview: memoryview}) | {_CALL: check}
    return BufferMeta("memoryview", (), content)


def lend_class(
    guards: LibraryGuards,
    cls: type,
    rules: Rules,
    versions: Mapping[str, Mapping[str, Version]],
    makes: dict[type, Callable[..., object]],
) -> type:
    """Return what stands for a library's class; it can be called while ``cls`` is in ``makes``."""
    content = opaque_content(cls, makes)
    for name in list(content):
        if name[:1] != "_" and name not in rules.on_class:
            del content[name]
    for name in rules.on_class:
        version = _version(versions, rules, f"class.{name}")
        if version is not None:
            content[name] = staticmethod(version(guards, cls))  # type: ignore[arg-type]
        elif hasattr(cls, name):
            found = getattr(cls, name)
            content[name] = staticmethod(found) if callable(found) else found
    for name in (rules.plain | rules.checked.keys()) & rules.defined - content.keys():
        if callable(getattr(cls, name, None)):
            content[name] = _unbound(guards, cls, name)
    call = _version(versions, rules, CALL)
    if call is not None:
        content[_CALL] = call(guards, cls)
    return LentMeta(cls.__name__, (), content)


def _version(
    versions: Mapping[str, Mapping[str, Version]], rules: Rules, name: str
) -> Version | None:
    return None if rules.kind is None else versions.get(rules.kind.cls, {}).get(name)


def _unbound(guards: LibraryGuards, cls: type, name: str) -> staticmethod[..., Any]:
    def method(self: object, /, *args: object, **keywords: object) -> object:
        if cls not in order_of(type(self)):
            raise TypeError(
                f"descriptor {name!r} for {cls.__name__!r} objects doesn't apply to {shown(self)}"
            )
        found = guards.attribute(self, name)
        assert callable(found)
        return found(*args, **keywords)

    method.__name__ = name
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    made: Callable[..., Any] = method
    return staticmethod(made)
