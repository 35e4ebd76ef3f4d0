"""What keeps a session's objects from passing for an array, or for an object of a library.

Invariant: no object of the session has an attribute under these names, whatever is in its
``__dict__``: a data descriptor of its class stands in front of it.

numpy looks for ``__array_interface__`` and ``__array_struct__`` on instances, and believes the
address it finds. A class body cannot define them and nothing sets them, but ``vars(x)`` is the
live dictionary. ``copy.deepcopy``, which pandas calls on what it is given, obeys ``__reduce_ex__``
from the same place. pandas takes any object with a ``_typ`` for a part of a frame, and one with a
``_utc_transition_times`` for a time zone of pytz: its compiled code takes positions in that for
positions in ``_transition_info``.
"""

from __future__ import annotations

import functools
import sys
import types
from collections.abc import Callable
from typing import Final, NoReturn

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import HEAP, dictionary_of, flags_of, order_of
from guardedflame.sandbox.guard.copying import make_copy
from guardedflame.sandbox.guard.facade import SessionModule
from guardedflame.sandbox.guard.guards import Guards
from guardedflame.sandbox.guard.libraries.classes import all_classes, module_of

#: Names that client code can neither bind nor set.
RESERVED: Final = frozenset({"_transition_info", "_typ", "_utc_transition_times"})

_IMMUTABLE: Final = 1 << 8  # Py_TPFLAGS_IMMUTABLETYPE
_FIRST: Final = "__array_interface__"
#: Names that no object of the session has.
ABSENT: Final = (
    _FIRST,
    "__array_struct__",
    "__array__",
    "__array_priority__",
    "__array_wrap__",
    "__arrow_array__",
    "__arrow_c_array__",
    "__arrow_c_schema__",
    "__arrow_c_stream__",
    "__dataframe__",
    "__dlpack__",
    "__dlpack_device__",
    "__numpy_dtype__",
    "__pandas_priority__",
    "__pandas_udf__",
    *sorted(RESERVED),
)


class Absent:
    """A data descriptor that says its name is not there."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        """Stand for a name."""
        self._name = name

    def __get__(self, instance: object, owner: type | None = None) -> object:
        """Say that it is not there."""
        raise AttributeError(self._name)

    def __set__(self, instance: object, value: object) -> NoReturn:
        """Refuse."""
        raise AttributeError(f"{self._name!r} cannot be set: a library gives it a meaning")


class AbsentHere(Absent):
    """The same on a class of the standard library, which may look at all that its classes have.

    ``importlib.metadata`` reads each name there is in the dictionary of its own.
    """

    __slots__ = ()

    def __get__(self, instance: object, owner: type | None = None) -> AbsentHere:
        """Say that it is not there, of an object."""
        if instance is None:
            return self
        raise AttributeError(self._name)


class Copied:
    """``__reduce_ex__`` for the library's ``copy``: the session's own copy, and no hook."""

    __slots__ = ("_copy",)

    def __init__(self, copy: Callable[[object], object]) -> None:
        """Take the session's deepcopy."""
        self._copy = copy

    def __get__(self, instance: object, owner: type | None = None) -> Callable[..., object]:
        """Return what tells ``copy`` how to make another one."""
        if instance is None:
            return lambda value, _protocol: self._how(value)
        return lambda _protocol: self._how(instance)

    def __set__(self, instance: object, value: object) -> NoReturn:
        """Refuse."""
        raise AttributeError("'__reduce_ex__' cannot be set")

    def _how(self, value: object) -> tuple[Callable[[], object], tuple[()]]:
        return (lambda: self._copy(value)), ()


_SHIELDS: Final = frozenset({Absent, AbsentHere, Copied})


def without_shields(content: dict[str, object]) -> dict[str, object]:
    """Return a class's names as the client knows them."""
    return {name: each for name, each in content.items() if type(each) not in _SHIELDS}


@functools.cache  # of the process: the standard library's classes are, too
def _shield_the_library() -> None:
    """Put descriptors on the standard library's classes whose objects take names from data.

    ``argparse.Namespace`` and ``logging.LogRecord`` write what they are given into ``__dict__``.
    Nothing in the standard library has any of these names, so nothing there is changed by it.
    """
    for cls in all_classes():
        order = order_of(cls)
        if (
            flags_of(cls) & (HEAP | _IMMUTABLE) == HEAP
            and module_of(cls).partition(".")[0] in sys.stdlib_module_names
            and type.__dict__["__dictoffset__"].__get__(cls)
            and not issubclass(cls, type)
            and "_is_protocol" not in dictionary_of(cls)
            and not any(name in dictionary_of(each) for each in order for name in ABSENT)
        ):
            for name in reversed(ABSENT):
                type.__setattr__(cls, name, AbsentHere(name))


class Shields:
    """Puts the descriptors on the classes of one session.

    Args:
        guards: this session's.
    """

    def __init__(self, guards: Guards) -> None:
        copy = make_copy(guards)["deepcopy"]
        assert callable(copy)
        self._shields: dict[str, object] = {name: Absent(name) for name in ABSENT}
        self._shields["__reduce_ex__"] = Copied(copy)
        self.namespace = self._namespace(guards)
        self.put_on(SessionModule)
        _shield_the_library()

    def put_on(self, cls: type) -> None:
        """Put them on a class of the session, unless it inherits them.

        Not on a protocol: they would be its members. It has no instances of its own. Not on a
        metaclass: they would stand before those of its classes.
        """
        if (
            self.are_on(cls)
            or dictionary_of(cls).get("_is_protocol") is True
            or issubclass(cls, type)
            or cls is types.SimpleNamespace
        ):
            return
        # Last the first, by which they are found to be there: want of memory may break this off.
        for name, content in reversed(self._shields.items()):
            type.__setattr__(cls, name, content)

    def are_on(self, cls: type) -> bool:
        """Say if objects of the class are shielded."""
        return any(isinstance(dictionary_of(each).get(_FIRST), Absent) for each in order_of(cls))

    def _namespace(self, guards: Guards) -> type:
        """Return ``SimpleNamespace`` as a class of the session: its keywords are any names."""

        def text(value: types.SimpleNamespace) -> str:
            said = types.SimpleNamespace.__repr__(value)
            if type(value) is made:
                return "namespace" + said[said.index("(") :]
            return said

        made = type(
            "SimpleNamespace",
            (types.SimpleNamespace,),
            {
                "__module__": "types",
                "__doc__": types.SimpleNamespace.__doc__,
                "__repr__": text,
                "__slots__": (),
                names.MARK: guards.token,
            },
        )
        self.put_on(made)
        return made
