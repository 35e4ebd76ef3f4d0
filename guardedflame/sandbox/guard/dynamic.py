"""``eval``, ``exec`` and ``compile`` of guarded code, for profiles that allow them.

Invariant: what runs here was judged by the same compiler as every other source of the session, in
a namespace whose builtins are the session's table.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from types import CodeType

from guardedflame.errors import GuardRefused
from guardedflame.sandbox.guard.compiler import Compile, Mode, Programs
from guardedflame.sandbox.guard.exact_text import exact_bytes
from guardedflame.sandbox.guard.namespaces import Namespaces

_HELD: Mapping[str, Mode] = {"exec": "exec", "eval": "eval", "single": "single"}


class Compiled:
    """What ``compile`` returns: something to hand to ``eval`` or ``exec``, and nothing to read."""

    __slots__ = ("_code",)

    def __init_subclass__(cls) -> None:
        raise TypeError("compiled code cannot be a base class")

    def __repr__(self) -> str:
        return "<code object>"


_hold: Callable[[Compiled, CodeType], None] = vars(Compiled)["_code"].__set__
_code_of: Callable[[Compiled], CodeType] = vars(Compiled)["_code"].__get__


class Dynamic:
    """The three builtins over one session's programs.

    Args:
        namespaces: this session's.
        programs: keeps compiled text, and bounds its size.
        compiler: the language's.
    """

    def __init__(self, namespaces: Namespaces, programs: Programs, compiler: Compile) -> None:
        self._namespaces = namespaces
        self._programs = programs
        self._compile = compiler

    def builtins(self) -> dict[str, Callable[..., object]]:
        """Return the three by name."""
        return {"compile": self.compile, "eval": self.eval, "exec": self.exec}

    def compile(  # noqa: PLR0917  (the builtin's)
        self,
        source: object,
        filename: object,
        mode: str,
        flags: int = 0,
        dont_inherit: bool = False,
        optimize: int = -1,
        **options: object,
    ) -> Compiled:
        """Judge and compile text; raises CodeRefused, SyntaxError."""
        del dont_inherit, optimize, options
        if flags:
            raise ValueError("compile(): flags are not supported here")
        if mode not in _HELD:
            raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
        made = Compiled()
        _hold(made, self._code(source, str.__str__(_text(filename)), _HELD[mode]))
        return made

    def eval(self, source: object, globals: object = None, locals: object = None, /) -> object:
        """Return the value of an expression."""
        return self._run(eval, self._code(source, "<string>", "eval"), globals, locals)

    def exec(self, source: object, globals: object = None, locals: object = None, /) -> None:
        """Run statements."""
        self._run(exec, self._code(source, "<string>", "exec"), globals, locals)

    def _code(self, source: object, filename: str, mode: Mode) -> CodeType:
        if type(source) is Compiled:
            return _code_of(source)
        if isinstance(source, bytes | bytearray):
            source = exact_bytes(source).decode()
        text = str.__str__(_text(source))
        if mode == "eval":
            text = text.strip(" \t")
        return self._programs.text(text, filename, mode, self._compile)

    def _run(
        self,
        how: Callable[..., object],
        code: CodeType,
        given: object,
        local: object,
    ) -> object:
        spaces = self._namespaces
        with contextlib.ExitStack() as stack:
            inside: dict[str, object] | None = None
            if given is None:
                outside, inside = spaces.here()
            else:
                outside = stack.enter_context(spaces.real(given))
            if local is not None and local is not given:
                inside = stack.enter_context(spaces.real(local))
            # Whatever happened on the way: no code runs over other builtins than the session's.
            if not spaces.is_table(outside.get("__builtins__")):
                raise GuardRefused(
                    "that is no namespace for code",
                    rule="guarded language: eval",
                    hint="give a dict, or globals()",
                )
            return how(code, outside) if inside is None else how(code, outside, inside)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a text, not {type(value).__name__}")
    return value
