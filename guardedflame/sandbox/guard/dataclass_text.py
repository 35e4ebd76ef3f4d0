"""The methods of dataclasses, written as source and compiled by the language's own compiler.

Invariant: a generated method is code of the session like any other: it reads and writes fields by
the guards, whatever object it is called with, a field's name is one that source could spell, and
its globals, which the client can see, hold nothing that the client may not have.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from guardedflame.sandbox.guard.compiler import Language, compile_guarded

Field = dataclasses.Field[Any]
_FACTORY: object = vars(dataclasses)["_HAS_DEFAULT_FACTORY"]
#: What the generated text names beside fields and parameters. No program has names like these.
_PREFIX = "dataclass_own_"
_COMPARISONS: Mapping[str, str] = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


class Writer:
    """Makes the methods of one class.

    Args:
        language: the session's, for the compiler.
        namespace: fresh globals for the methods, with the session's builtins.
        set_attribute: sets a field of a frozen object; judges the object.
        self_name: what ``__init__`` calls its object; not a field's name.
        slots: the class has a slot for each field, and no defaults of its own.
    """

    def __init__(
        self,
        language: Language,
        namespace: dict[str, object],
        set_attribute: Callable[[object, str, object], None],
        self_name: str,
        *,
        slots: bool,
    ) -> None:
        self._language = language
        self._space = namespace
        self._self = self_name
        self._slots = slots
        self._space.update(
            {
                f"{_PREFIX}set": set_attribute,
                f"{_PREFIX}factory": _FACTORY,
                f"{_PREFIX}error": dataclasses.FrozenInstanceError,
            }
        )

    def init(
        self,
        fields: Sequence[Field],
        *,
        frozen: bool,
        post: Sequence[str] | None,
        init_only: frozenset[str],
    ) -> Callable[..., object]:
        """Return ``__init__``.

        Args:
            fields: in the order of their definition, those for ``__init__`` only among them.
            frozen: objects refuse assignments.
            post: names handed on to ``__post_init__``, None if there is none.
            init_only: names that are not stored.
        """
        plain = [each for each in fields if each.init and not each.kw_only]
        keyword = [each for each in fields if each.init and each.kw_only]
        parameters = [self._self, *(self._parameter(each) for each in plain)]
        if keyword:
            parameters += ["*", *(self._parameter(each) for each in keyword)]
        body = [
            line for each in fields if (line := self._stored(each, frozen, init_only)) is not None
        ]
        if post is not None:
            body.append(f"{self._self}.__post_init__({', '.join(post)})")
        made = self._function("__init__", parameters, body)
        made.__annotations__ = {
            **{each.name: each.type for each in (*plain, *keyword)},
            "return": None,
        }
        return made

    def _parameter(self, field: Field) -> str:
        if field.default is not dataclasses.MISSING:
            self._space[f"{_PREFIX}default_{field.name}"] = field.default
            return f"{field.name}={_PREFIX}default_{field.name}"
        if field.default_factory is not dataclasses.MISSING:
            return f"{field.name}={_PREFIX}factory"
        return field.name

    def _stored(self, field: Field, frozen: bool, init_only: frozenset[str]) -> str | None:
        if field.name in init_only:
            return None
        value = field.name
        if field.default_factory is not dataclasses.MISSING:
            made = f"{_PREFIX}make_{field.name}"
            self._space[made] = field.default_factory
            value = f"{made}()"
            if field.init:
                value = f"{value} if {field.name} is {_PREFIX}factory else {field.name}"
        elif not field.init:
            if field.default is dataclasses.MISSING or not self._slots:
                return None
            self._space[f"{_PREFIX}default_{field.name}"] = field.default
            value = f"{_PREFIX}default_{field.name}"
        if frozen:
            return f"{_PREFIX}set({self._self}, {field.name!r}, {value})"
        return f"{self._self}.{field.name} = {value}"

    def repr(self, fields: Sequence[Field]) -> Callable[..., object]:
        """Return ``__repr__``, without its guard against recursion."""
        shown = ", ".join(f"{each.name}={{self.{each.name}!r}}" for each in fields)
        text = f'return f"{{self.__class__.__qualname__}}({shown})"'
        return self._function("__repr__", ["self"], [text])

    def equal(self, fields: Sequence[Field]) -> Callable[..., object]:
        """Return ``__eq__``."""
        if sys.version_info >= (3, 13):
            tests = [f"self.{each.name} == other.{each.name}" for each in fields]
            answer = " and ".join(tests) or "True"
        else:
            answer = f"{_tuple_of('self', fields)} == {_tuple_of('other', fields)}"
        return self._compared("__eq__", answer)

    def ordered(self, fields: Sequence[Field]) -> dict[str, Callable[..., object]]:
        """Return the four comparisons by name."""
        mine, others = _tuple_of("self", fields), _tuple_of("other", fields)
        return {
            name: self._compared(name, f"{mine} {sign} {others}")
            for name, sign in _COMPARISONS.items()
        }

    def hashed(self, fields: Sequence[Field]) -> Callable[..., object]:
        """Return ``__hash__``."""
        text = f"return hash({_tuple_of('self', fields)})"
        return self._function("__hash__", ["self"], [text])

    def frozen(self, cls: type, fields: Sequence[Field]) -> dict[str, Callable[..., object]]:
        """Return ``__setattr__`` and ``__delattr__`` of a frozen class."""
        self.belongs_to(cls)
        self._space[f"{_PREFIX}fields"] = frozenset(each.name for each in fields)
        made = {}
        for name, what, value in (
            ("__setattr__", "assign to", ", value"),
            ("__delattr__", "delete", ""),
        ):
            made[name] = self._function(
                name,
                ["self", "name", *(["value"] if value else [])],
                [
                    f"if type(self) is {_PREFIX}cls or name in {_PREFIX}fields:",
                    f"    raise {_PREFIX}error(f'cannot {what} field {{name!r}}')",
                    f"super({_PREFIX}cls, self).{name}(name{value})",
                ],
            )
        return made

    def belongs_to(self, cls: type) -> None:
        """Say which class the methods of a frozen class are of: with slots it is made anew."""
        self._space[f"{_PREFIX}cls"] = cls

    def _compared(self, name: str, answer: str) -> Callable[..., object]:
        return self._function(
            name,
            ["self", "other"],
            [
                "if other.__class__ is self.__class__:",
                f"    return {answer}",
                "return NotImplemented",
            ],
        )

    def _function(
        self, name: str, parameters: Sequence[str], body: Sequence[str]
    ) -> Callable[..., object]:
        lines = "\n".join(f"    {line}" for line in body or ("pass",))
        text = f"def {name}({', '.join(parameters)}):\n{lines}\n"
        code = compile_guarded(text, "<dataclass>", "exec", self._language)
        exec(code, self._space)  # noqa: S102
        made = self._space.pop(name)
        assert callable(made)
        return made


def _tuple_of(owner: str, fields: Sequence[Field]) -> str:
    return "(" + "".join(f"{owner}.{each.name}, " for each in fields) + ")"
