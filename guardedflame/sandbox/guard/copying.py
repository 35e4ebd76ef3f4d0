"""copy and deepcopy for plain data and the session's own objects.

Invariant: no ``__reduce__`` or ``__setstate__`` hook is ever asked; the library's copy would call
what such a hook names and write into what it returns. Content is read and written by the
interpreter's own types, past what a session's class says of itself.
"""

from __future__ import annotations

import array
import collections
import copy
import datetime
import decimal
import enum
import functools
import io
import random
import types
from collections.abc import Callable
from typing import Any, Final, NamedTuple  # Any: objects of the class that the row is about

from guardedflame.sandbox.guard.class_facts import HEAP, dictionary_of, flags_of, order_of
from guardedflame.sandbox.guard.exact_array import Array
from guardedflame.sandbox.guard.facade import Facade, SessionModule
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.open_file import File

Each = Callable[[Any], Any]


class _Kind(NamedTuple):
    """How objects of one interpreter type, and of classes derived from it, are copied.

    ``make`` returns what can be known by others before the content is copied; ``fill`` puts that
    in. What cannot change is made whole.
    """

    make: Callable[[Any, Any, Each], Any]
    fill: Callable[[Any, Any, Each], object] = lambda _made, _value, _each: None


def _fill_dict(made: Any, value: Any, each: Each) -> None:
    for key, content in list(dict.items(value)):
        dict.__setitem__(made, each(key), each(content))


def _fill_ordered(made: Any, value: Any, each: Each) -> None:
    kind = collections.OrderedDict
    for key, content in list(kind.items(value)):
        kind.__setitem__(made, each(key), each(content))


def _default_dict(cls: Any, value: Any, _each: Each) -> Any:
    kind: Any = collections.defaultdict
    made = kind.__new__(cls)
    kind.__init__(made, kind.default_factory.__get__(value))
    return made


def _deque(cls: Any, value: Any, _each: Each) -> Any:
    kind: Any = collections.deque
    made = kind.__new__(cls)
    kind.__init__(made, (), kind.maxlen.__get__(value))
    return made


def _buffer(kind: Any) -> _Kind:
    def make(cls: Any, value: Any, _each: Each) -> Any:
        made = kind.__new__(cls)
        # A text keeps its newlines as they are.
        kind.__init__(made, kind.getvalue(value), *(("",) if kind is io.StringIO else ()))
        kind.seek(made, kind.tell(value))
        return made

    return _Kind(make)


def _generator_of_numbers(cls: Any, value: Any, _each: Each) -> Any:
    made = _RANDOM.__new__(cls)
    _RANDOM.setstate(made, _RANDOM.getstate(value))
    return made


def _error(cls: Any, value: Any, each: Each) -> Any:
    args = [each(content) for content in _args_of(value)]
    if not flags_of(cls) & HEAP:
        return cls(*args)
    base = next(one for one in order_of(cls) if not flags_of(one) & HEAP)
    return base.__new__(cls, *args)


def _of_parts(base: Any, parts: Callable[[Any], tuple[Any, ...]]) -> _Kind:
    return _Kind(lambda cls, value, _each: base.__new__(cls, *parts(value)))


def _plain(base: Any) -> _Kind:
    return _Kind(lambda cls, value, _each: base.__new__(cls, value))


def _empty(base: Any, fill: Callable[[Any, Any, Each], object]) -> _Kind:
    return _Kind(lambda cls, _value, _each: base.__new__(cls), fill)


_RANDOM: Final[Any] = random.Random.__bases__[0]
_args_of: Callable[[BaseException], tuple[object, ...]] = vars(BaseException)["args"].__get__
_of_array: Any = vars(array.array)["typecode"].__get__

#: The first that fits counts.
_KINDS: Final[tuple[tuple[type, _Kind], ...]] = (
    (list, _empty(list, lambda m, v, each: list.extend(m, [each(x) for x in list.__iter__(v)]))),
    (collections.defaultdict, _Kind(_default_dict, _fill_dict)),
    (collections.OrderedDict, _empty(collections.OrderedDict, _fill_ordered)),
    (dict, _empty(dict, _fill_dict)),
    (set, _empty(set, lambda m, v, each: set.update(m, [each(x) for x in set.copy(v)]))),
    (
        collections.deque,
        _Kind(_deque, lambda m, v, each: collections.deque.extend(m, [each(x) for x in list(v)])),
    ),
    (bytearray, _empty(bytearray, lambda m, v, _: bytearray.extend(m, memoryview(v)))),
    (array.array, _of_parts(Array, lambda v: (_of_array(v), v))),
    (
        tuple,
        _Kind(lambda cls, v, each: tuple.__new__(cls, [each(x) for x in tuple.__iter__(v)])),
    ),
    (
        frozenset,
        _Kind(lambda cls, v, each: frozenset.__new__(cls, [each(x) for x in frozenset.copy(v)])),
    ),
    *((base, _plain(base)) for base in (str, bytes, int, float, complex, decimal.Decimal)),
    (
        datetime.datetime,
        _of_parts(datetime.datetime, lambda v: _state(datetime.datetime, v)),
    ),
    (datetime.date, _of_parts(datetime.date, lambda v: _state(datetime.date, v))),
    (datetime.time, _of_parts(datetime.time, lambda v: _state(datetime.time, v))),
    (datetime.timedelta, _of_parts(datetime.timedelta, lambda v: _state(datetime.timedelta, v))),
    (datetime.tzinfo, _of_parts(datetime.tzinfo, lambda _: ())),
    (types.SimpleNamespace, _of_parts(types.SimpleNamespace, lambda _: ())),
    (_RANDOM, _Kind(_generator_of_numbers)),
    (io.BytesIO, _buffer(io.BytesIO)),
    (io.StringIO, _buffer(io.StringIO)),
    (BaseException, _Kind(_error)),
)
#: Of these an object of the interpreter's own type is never changed: it is its own copy.
_FIXED: Final = (
    *(str, bytes, int, float, complex, decimal.Decimal),
    *(datetime.date, datetime.time, datetime.timedelta, datetime.tzinfo),
)
#: What CPython does not copy either.
_LIVE: Final = (
    types.GeneratorType,
    types.CoroutineType,
    types.AsyncGeneratorType,
    memoryview,
    io.TextIOWrapper,
    File,
    Facade,
    SessionModule,
)


def _state(base: Any, value: Any) -> Any:
    """What the C class makes an equal object of: fields packed into bytes, and the time zone."""
    return base.__reduce__(value)[1]


def make_copy(guards: Guards) -> dict[str, object]:
    """Return the members of the ``copy`` facade."""

    def copied(value: Any, each: Each, memo: dict[int, object] | None) -> object:
        cls = type(value)
        own = guards.owns_instance(value)
        if isinstance(value, enum.Enum) or issubclass(cls, type):
            return value
        if isinstance(value, _LIVE):
            raise TypeError(f"cannot pickle {cls.__name__!r} object")
        kind = next((kind for base, kind in _KINDS if issubclass(cls, base)), None)
        known = own or cls in _EXACT or (kind is not None and issubclass(cls, BaseException))
        if not known:
            if cls is functools.partial:
                made = functools.partial(each(value.func), *map(each, value.args))
                made.keywords.update({name: each(one) for name, one in value.keywords.items()})
                return made
            return guards.copied(value, None if memo is None else each)
        if kind is None:
            made, fill = object.__new__(cls), None
        elif not own and issubclass(cls, _FIXED):
            return value
        else:
            made, fill = kind.make(cls, value, each), kind.fill
        if memo is not None:
            memo[id(value)] = made
        if fill is not None:
            fill(made, value, each)
        _copy_attributes(value, made, each)
        return made

    def shallow(value: object) -> object:
        """Return a shallow copy."""
        hook = _hook(value, "__copy__", guards)
        if hook is not None:
            return hook()
        if type(value) in {tuple, frozenset}:
            return value
        return copied(value, lambda each: each, None)

    def deep(value: object, memo: dict[int, object] | None = None) -> object:
        """Return a copy that shares nothing mutable with the original."""
        memo = {} if memo is None else memo
        known = memo.get(id(value), memo)
        if known is not memo:
            return known
        hook = _hook(value, "__deepcopy__", guards)
        made: Any
        if hook is not None:
            made = hook(memo)
        else:
            made = copied(value, lambda each: deep(each, memo), memo)
            if type(value) is tuple and all(map(_is, made, value)):
                made = value
        memo[id(value)] = made
        if made is not value:
            # As CPython does: an object that is gone could leave its number to another.
            kept = memo.setdefault(id(memo), [])
            if type(kept) is list:
                kept.append(value)
        return made

    return {"copy": shallow, "deepcopy": deep, "Error": copy.Error}


def _is(one: object, other: object) -> bool:
    return one is other


#: The interpreter's own types that are copied as the rows say, and ``array`` as sessions have it.
_EXACT: Final = frozenset({base for base, _ in _KINDS} | {Array, collections.Counter})


def _hook(value: object, name: str, guards: Guards) -> Callable[..., object] | None:
    if not guards.owns_instance(value):
        return None
    for each in order_of(type(value)):
        if guards.owns_class(each) and name in dictionary_of(each):
            found: Callable[..., object] = getattr(value, name)
            return found
    return None


def _copy_attributes(value: object, made: object, each: Each) -> None:
    for kind in order_of(type(value)):
        content = dictionary_of(kind)
        if not flags_of(kind) & HEAP or "__slots__" not in content:
            continue
        # The slots that there are, and not what ``__slots__`` says: a name in it may be another
        # attribute by now, which the language would not read.
        for slot in list(content.values()):
            if type(slot) is types.MemberDescriptorType and slot.__objclass__ is kind:
                try:
                    held = slot.__get__(value)
                except AttributeError:
                    continue  # nothing in it
                slot.__set__(made, each(held))
    attributes = getattr(value, "__dict__", None)
    if type(attributes) is dict:
        object.__getattribute__(made, "__dict__").update(
            {name: each(item) for name, item in attributes.items()}
        )
