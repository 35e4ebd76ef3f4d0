"""Special methods read by name: ``super().__init__``, ``x.__len__``, ``object.__setattr__``.

Invariant: a method that the library made is called with a ``self`` of its own class only, what it
makes is of a class of the session's or of plain data, and it reads and writes by the language's
rule.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from typing import cast

from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.class_facts import HEAP, dictionary_of, flags_of, order_of
from guardedflame.sandbox.guard.enums import PlainEnumType
from guardedflame.sandbox.guard.facade import Facade, SessionModule
from guardedflame.sandbox.guard.introspection import Introspection
from guardedflame.sandbox.guard.library_classes import BASES
from guardedflame.sandbox.guard.ownership import exact_name, refused, shown
from guardedflame.sandbox.guard.services import Services

#: Special methods of descriptors and attribute access: only the client's own are called by name.
_OWN_ONLY = frozenset({"__get__", "__set__", "__delete__", "__set_name__", "__getattr__"})
#: Copying hooks of the library's own classes: they copy what they hold by the library's copy.
_COPIES = frozenset({"__copy__", "__deepcopy__"})
#: What metaclasses call on ``type``.
_OF_TYPE = frozenset({"__new__", "__init__", "__call__"})
_SETTERS: Mapping[str, Callable[..., None]] = types.MappingProxyType(
    {"__setattr__": setattr, "__delattr__": delattr}
)
_bound_to: Callable[[object], object] = super.__dict__["__self__"].__get__


class Specials(Introspection):
    """The guards of special methods; see ``ownership.Ownership`` for the arguments."""

    def __init__(
        self, table: dict[str, object], stand_in: type, services: Services | None = None
    ) -> None:
        super().__init__(table, stand_in, services)
        #: ``__new__`` of C types, and what clients have for it: one for each, as programs compare.
        self._news: dict[object, Callable[..., object]] = {}

    def attribute(self, value: object, name: str) -> object:
        """Read an attribute by the language's rule; ``name`` is an exact str."""
        raise NotImplementedError

    def _found(self, value: object, name: str, found: object) -> object:
        """What was found under one of the guarded names, as the client may have it."""
        raise NotImplementedError

    def method(self, value: object, name: str) -> object:
        """Read a special method, one of ``names.LOOKED_UP``."""
        if type(value) is super:
            bound = _bound_to(value)
            if type(bound) in self.pure:
                # Nearly all of these are ``super().__init__``; what is asked below is so of them.
                found = getattr(value, name)
                if (
                    type(found) is types.MethodType
                    and found.__self__ is bound
                    and type(found.__func__) is types.FunctionType
                    and found.__func__ not in self.hooks
                ):
                    return found
                return self._believed(value, name, found)
        if value is self._stand_in and name in _OF_TYPE:
            value = self.metaclass
        return self._method(value, name)

    def _method(self, value: object, name: str) -> object:
        cls = type(value)
        if cls is super:
            bound = _bound_to(value)
            own = self.owns_instance(bound) or self.owns(bound)
        else:
            own = self.owns_instance(value)
        if name in {"__init__", "__new__"} and not own and not self._may_build(value):
            # By its __init__ a file of the interpreter opens another one.
            raise refused(name, f"of {shown(value)} is not readable")
        if not own and (name in _OWN_ONLY | _COPIES or issubclass(cls, Facade | SessionModule)):
            raise refused(name, f"of {shown(value)} is not readable")
        if (
            issubclass(cls, type)
            and issubclass(value, type)  # type: ignore[arg-type]
            and self._metaclass not in order_of(value)  # type: ignore[arg-type]
        ):
            raise refused(name, "of a metaclass is not readable")
        return self._believed(value, name, getattr(value, name))

    def _may_build(self, value: object) -> bool:
        """Say if a client may call the ``__init__`` or ``__new__`` of a class by name."""
        if not issubclass(type(value), type):
            return False
        cls = cast("type", value)
        return (
            cls in BASES
            or cls in self.bases
            or self.owns_class(cls)
            or issubclass(cls, BaseException)
            or issubclass(cls, self.metaclass)
        )

    def _believed(self, value: object, name: str, found: object) -> object:
        """A special method: one that is the library's Python code believes no ``self``."""
        if type(found) is types.MethodType:
            if name in {"__init__", "__init_subclass__"} and not self.owns(found.__self__):
                raise refused(name, f"of {shown(value)} is not readable")
            function = found.__func__
            if type(function) is types.FunctionType and function in self.hooks:
                return self._asked(found)
            return found
        if name == "__new__" and type(found) is types.BuiltinMethodType:
            return self._making(found)
        if type(found) is not types.FunctionType or self.owns_function(found):
            return found
        order = order_of(type(value))
        if type(value) is super:
            order = self._beyond(value)
        elif issubclass(type(value), type):
            order = order_of(value)  # type: ignore[arg-type]
        # Its own definer, by identity: an alias or a proxy forwards to a class that is not its own.
        definer = next((each for each in order if _function_in(each, name) is found), None)
        if definer is None:
            if self.owns_instance(value):
                return found
            raise refused(name, f"of {shown(value)} is not readable")
        # Also where the session's class defines it: dataclass and others put methods there that the
        # library made, with names of the client's choice and no guard inside.
        return self._checked(found, name, definer)

    def _making(self, new: types.BuiltinMethodType) -> Callable[..., object]:
        """``object.__new__`` and its like: an object that no ``__init__`` saw is the session's."""
        known = self._news.get(new)
        if known is not None:
            return known

        def make(*args: object, **keywords: object) -> object:
            cls = args[0] if args else None
            if not issubclass(type(cls), type) or not (self.owns_class(cls) or cls in BASES):  # type: ignore[arg-type]
                raise refused("__new__", f"takes a class of the session, not {shown(cls)}")
            return new(*args, **keywords)

        self._news[new] = make
        return make

    def _asked(self, hook: types.MethodType) -> Callable[[str], object]:
        """``self.__getattr__``, called by name: what no read by name would give stays refused."""

        def ask(name: str, /) -> object:
            name = exact_name(name)
            if why := names.refused_attribute(name):
                raise refused(name, f"is not readable: {why}")
            if names.is_dunder(name) and name not in names.SPECIAL_METHODS:
                # What the interpreter is told of these is not for the client.
                return self.attribute(hook.__self__, name)
            return hook(name)

        return ask

    def _checked(
        self, function: types.FunctionType, name: str, definer: type
    ) -> Callable[..., object]:
        """Call the function only with a ``self`` (``__new__``: a class) it is meant for."""

        def call(*args: object, **keywords: object) -> object:
            owner = args[0] if args else None
            cls = type(owner)
            if name == "__new__":
                fits = issubclass(cls, type) and definer in order_of(owner)  # type: ignore[arg-type]
            else:
                fits = definer in order_of(cls) and not issubclass(cls, type)
                fits = fits and (name != "__init__" or self.owns_instance(owner))
            if not fits:
                raise refused(name, f"of {shown(definer)} cannot be called with {shown(owner)}")
            return function(*args, **keywords)

        return call

    def _access(self, value: object, name: str) -> Callable[..., object]:
        """``super().__setattr__`` and ``object.__setattr__``: the interpreter's, with the rule."""
        raw = getattr(value, name)
        bound = type(raw) not in {types.WrapperDescriptorType, types.FunctionType}
        target = getattr(raw, "__self__", None) if bound else value
        if not bound and issubclass(type(value), type):
            cls = cast("type", value)
            if flags_of(cls) & HEAP and not self.owns_class(cls):
                raise refused(name, f"of {shown(value)} is not readable")

        def access(*args: object) -> object:
            owner, rest = (target, args) if bound else (args[0], args[1:])
            attribute = exact_name(rest[0])
            if name == "__getattribute__":
                if issubclass(type(owner), type):
                    # object's own would hand out descriptors as they are in the dictionary.
                    return self.attribute(owner, attribute)
                # The session's own __getattribute__ asks this way and must not be asked again.
                if not self.vocabulary.plain(attribute):
                    if not self._own_name(owner, attribute):
                        return self.attribute(owner, attribute)
                    read = raw(attribute) if bound else raw(owner, attribute)
                    return self._found(owner, attribute, read)
            elif not (attribute == "__objclass__" and type(type(owner)) is PlainEnumType):
                # The library sets that one on a member, by whatever the class has for it.
                allowed = self._writer(owner, attribute)
                if allowed is not owner:
                    raise refused(name, f"of {shown(owner)} is not readable")
                if not self.owns(owner):
                    # The class of an object that is not the session's has a say in what is set.
                    return _SETTERS[name](owner, attribute, *rest[1:])
            rest = (attribute, *rest[1:])
            return raw(*rest) if bound else raw(owner, *rest)

        return access

    def _own_name(self, owner: object, attribute: str) -> bool:
        return (
            self.owns_instance(owner)
            and type(owner) in self.pure
            and not issubclass(type(owner), BaseException)
            and not names.is_dunder(attribute)
            and attribute not in names.INTERNAL_ATTRIBUTES
            and attribute not in {"obj", "mro", "with_traceback"}
            and attribute.isidentifier()
        )

    def _beyond(self, value: object) -> tuple[type, ...]:
        """The classes a super object looks in."""
        start = super.__thisclass__.__get__(value)  # type: ignore[attr-defined]
        own = super.__self_class__.__get__(value)  # type: ignore[attr-defined]
        order = order_of(own)
        return order[order.index(start) + 1 :]

    def type_of(self, value: object) -> type:
        """``type(x)``; a metaclass is never handed out."""
        cls = type(value)
        if cls in self.pure:
            return cls
        return self._lent.get(cls) or self.lend(cls)


def _function_in(cls: type, name: str) -> object:
    found = dictionary_of(cls).get(name)
    return found.__func__ if type(found) is staticmethod else found
