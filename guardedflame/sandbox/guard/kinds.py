"""``types`` of a session: classes to ask isinstance with, and the few that it makes objects of.

Invariant: what is made of a function is made of the session's own, and a class is judged like one
of a class statement.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.facade import Module, SessionModule, make_session_module
from guardedflame.sandbox.guard.introspection import ALIASES
from guardedflame.sandbox.guard.kit import Kit, Members
from guardedflame.sandbox.guard.ownership import exact_name

_RULE = "guarded language: library"

#: Handed out as ``lend`` gives them: nothing can be made with them, or nothing that matters.
_ASKED = (
    "AsyncGeneratorType",
    "BuiltinFunctionType",
    "BuiltinMethodType",
    "CapsuleType",
    "CellType",
    "ClassMethodDescriptorType",
    "CodeType",
    "CoroutineType",
    "EllipsisType",
    "FrameType",
    "FunctionType",
    "GeneratorType",
    "GetSetDescriptorType",
    "LambdaType",
    "MemberDescriptorType",
    "MethodDescriptorType",
    "MethodWrapperType",
    "NoneType",
    "NotImplementedType",
    "TracebackType",
    "UnionType",
    "WrapperDescriptorType",
)


def types_members(kit: Kit) -> Members:
    """Return the session's version of types."""
    guards = kit.guards

    def bind(function: object, owner: object, /) -> types.MethodType:
        """Bind a function of the session to an object."""
        if not guards.owns_function(function):
            raise GuardRefused(
                "only functions of the session are bound",
                rule=_RULE,
                hint="use functools.partial(function, owner)",
            )
        assert callable(function)
        return types.MethodType(function, owner)

    def alias(origin: type, arguments: object, /) -> types.GenericAlias:
        """Return ``origin[arguments]``."""
        if not issubclass(type(origin), type):
            raise TypeError("only classes have aliases")
        return types.GenericAlias(origin, arguments)

    def module(name: str, doc: str | None = None) -> SessionModule:
        """Make an empty module of the session."""
        return make_session_module(
            {"__name__": exact_name(name), "__doc__": doc, "__builtins__": kit.table}
        )

    def new_class(
        name: str,
        bases: tuple[object, ...] = (),
        kwds: Mapping[str, object] | None = None,
        exec_body: Callable[[dict[str, object]], object] | None = None,
    ) -> type:
        """Make a class of the names that ``exec_body`` puts into a dict."""
        namespace: dict[str, object] = {}
        if exec_body is not None:
            exec_body(namespace)
        return guards.new_class(name, tuple(bases), namespace, kwds)

    def coroutine(function: Callable[..., object]) -> object:
        """Let a generator function of the session be awaited."""
        if not guards.owns_function(function):
            raise GuardRefused(
                "only functions of the session are awaited",
                rule=_RULE,
                hint="decorate a generator function that this program defines",
            )
        return types.coroutine(function)

    def get_original_bases(cls: type, /) -> object:
        """Return the bases as they were written."""
        found = guards.get(cls, "__orig_bases__", None)
        return guards.attribute(cls, "__bases__") if found is None else found

    def resolve_bases(bases: Iterable[object]) -> tuple[object, ...]:
        """Return what a class statement with these bases would derive from."""
        found = types.resolve_bases(
            [each for each in bases if type(each) in ALIASES or issubclass(type(each), type)]
        )
        return tuple(guards.part(each) for each in found)

    members: Members = {
        name: guards.lend(getattr(types, name)) for name in _ASKED if hasattr(types, name)
    }
    members.update(
        GenericAlias=guards.lend_opaque(types.GenericAlias, makes=alias),
        MethodType=guards.lend_opaque(types.MethodType, makes=bind),
        ModuleType=guards.lend_opaque(Module, makes=module),
        coroutine=coroutine,
        get_original_bases=get_original_bases,
        new_class=new_class,
        resolve_bases=resolve_bases,
    )
    return members
