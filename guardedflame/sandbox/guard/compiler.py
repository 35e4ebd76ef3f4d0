"""From text to code, and the code kept by its text.

Invariant: guarded code comes from ``compile_guarded`` only, which compiles the tree it judged. What
hostile text does to CPython's own parser (depth, size, null bytes) ends in CodeRefused. CPython is
never told a file's name: it opens what it is told, and quotes it in errors and warnings.
"""

from __future__ import annotations

import ast
import codeop
import gc
import warnings
from collections import OrderedDict
from collections.abc import Callable, Set
from types import CodeType
from typing import Final, Literal, NamedTuple, Protocol

from guardedflame.errors import CodeRefused
from guardedflame.sandbox.guard import names
from guardedflame.sandbox.guard.filenames import inner_name, shown_name
from guardedflame.sandbox.guard.refusals import (
    Refusal,
    characters,
    code_refused,
    lines_of,
    source_refused,
    whole,
)
from guardedflame.sandbox.guard.transform import GuardTransformer

Mode = Literal["exec", "eval", "single"]
Compile = Callable[[str, str, Mode], CodeType]


class Language(Protocol):
    """What the compiler asks of a language whose profile lists libraries."""

    vocabulary: names.Vocabulary

    def prepare(self, judged: Set[str]) -> None:
        """Make what compiled code that reads these names looks for."""


class _Plain:
    """The language without libraries."""

    vocabulary = names.Vocabulary()

    def prepare(self, judged: Set[str]) -> None:
        """Nothing: no name is judged."""


PLAIN: Final = _Plain()


#: Programs kept per session; a console session has a few hundred lines.
_KEPT = 512
#: Characters of source kept with them.
_KEPT_TEXT = 1 << 20


def compile_guarded(source: str, filename: str, mode: Mode, language: Language) -> CodeType:
    """Compile text of the guarded language.

    Raises:
        CodeRefused: with all refusals, or where the text is too much for the parser.
        SyntaxError: what CPython says of text that is not Python.
    """
    judged = judge(source, filename, mode, language)
    if isinstance(judged, CodeType):
        return judged
    raise code_refused(judged, source, filename)


def judge(source: str, filename: str, mode: Mode, language: Language) -> CodeType | list[Refusal]:
    """Return the code of a text, or all that the language refuses in it.

    Raises:
        SyntaxError: what CPython says of text that is not Python.
    """
    # The collector would look at every node of the tree several times over while it grows: a third
    # of the whole time, for nothing.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _judged(source, inner_name(filename), mode, language)
    except SyntaxError as error:
        place(error, source, filename)
        raise
    except (RecursionError, MemoryError):
        return [whole("the source is nested too deeply", "split it up")]
    except UnicodeError:
        return [whole("the source is not text", "send valid Unicode")]
    except ValueError:
        return [
            whole(
                "the source holds a null byte or a number that is too long",
                "write numbers in hexadecimal, take null bytes out",
            )
        ]
    finally:
        if collecting:
            gc.enable()


def _judged(source: str, filename: str, mode: Mode, language: Language) -> CodeType | list[Refusal]:
    """Parse, judge, compile. A function of its own: the tree is gone when the collector is back."""
    tree = ast.parse(source, filename, mode)
    transformer = GuardTransformer(elsewhere(tree, source), language.vocabulary)
    transformer.visit(tree)
    if transformer.refusals:
        return transformer.refusals
    if transformer.judged:
        language.prepare(transformer.judged)
    code: CodeType = compile(tree, filename, mode, dont_inherit=True)  # type: ignore[call-overload]
    return code


def compile_plain(source: str, filename: str, mode: Mode) -> CodeType:
    """Compile as CPython does."""
    try:
        return compile(source, filename, mode, dont_inherit=True)
    except SyntaxError as error:
        place(error, source, filename)
        raise


def place(error: SyntaxError, source: str, filename: str) -> None:
    """Complete what CPython says of a text that it could not compile: name, line, columns.

    What the compiler finds after parsing (``return`` outside of a function) has no line of text,
    as that is looked up in the file, and its columns count bytes.
    """
    error.filename = filename
    line = error.lineno or 0
    lines = lines_of(source)
    if error.text is None and 0 < line <= len(lines):
        error.text = lines[line - 1]
        if error.offset:
            error.offset = characters(lines, line, error.offset - 1) + 1
        if error.end_offset and error.end_lineno:
            error.end_offset = characters(lines, error.end_lineno, error.end_offset - 1) + 1


def elsewhere(tree: ast.AST, source: str) -> frozenset[str]:
    """Return the names said ``global`` or ``nonlocal`` anywhere in the tree.

    Statements only, as looking at each node takes longer.
    """
    if "global" not in source and "nonlocal" not in source:
        return frozenset()
    found: list[str] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Global | ast.Nonlocal):
            found += node.names
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            inside = getattr(node, part, None)
            if isinstance(inside, list):
                waiting += inside
    return frozenset(found)


class Origin(NamedTuple):
    """Where code came from: the client's name for it, and its text."""

    filename: str
    source: str


class Programs:
    """Code by its text: a repeated text costs one look-up. Bounded; least recently made goes.

    Args:
        limit: most bytes of one source.
    """

    def __init__(self, limit: int) -> None:
        self.expressions: dict[str, CodeType] = {}
        self._kept: OrderedDict[tuple[str, str], CodeType] = OrderedDict()
        self._text = 0
        self._limit = limit
        self._current = "", ""  # what is being compiled, or was last

    def expression(self, source: str, compiler: Compile) -> CodeType:
        """Compile an expression and keep it."""
        self._check(source, "<evaluate>")
        self._current = source, "<evaluate>"
        # With a line's end the parser knows where an unfinished one stops.
        code = compiler(source.strip(" \t") + "\n", "<evaluate>", "eval")
        self.expressions[source] = code
        self._keep(source, "<evaluate>", code)
        return code

    def program(self, source: str, filename: str, compiler: Compile) -> CodeType:
        """Compile statements and keep them."""
        code = self._kept.get((source, filename))
        if code is None:
            self._check(source, filename)
            self._current = source, filename
            code = compiler(source, filename, "exec")
            self._keep(source, filename, code)
        return code

    def text(self, source: str, filename: str, mode: Mode, compiler: Compile) -> CodeType:
        """Compile what a program made itself, in any mode, and keep it."""
        key = f"{filename} ({mode})"
        code = self._kept.get((source, key))
        if code is None:
            self._check(source, filename)
            self._current = source, filename
            code = compiler(source, filename, mode)
            self._keep(source, key, code)
        return code

    def line(self, source: str, filename: str, compiler: Compile) -> CodeType | None:
        """Compile interactive input, None if it is not complete. Raises as the compiler does."""
        self._check(source, filename)
        self._current = source, filename
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                if codeop.compile_command(source, inner_name(filename), "single") is None:
                    return None
        except SyntaxError as error:
            place(error, source, filename)
            raise
        except (RecursionError, MemoryError):
            raise source_refused("nested too deeply", "split it up", filename) from None
        except OverflowError:
            raise source_refused("a number is too long", "write it shorter", filename) from None
        except ValueError:
            raise source_refused("null bytes are not source", "", filename) from None
        # A line that says nothing is complete to codeop, and no statement to the parser.
        blank = all(each.strip()[:1] in {"", "#"} for each in source.split("\n"))
        code = compiler("pass" if blank else source, filename, "single")
        self._keep(source, filename, code)
        return code

    def origin_of(self, code: CodeType) -> Origin | None:
        """Return the text a code object, or one inside it, came from, if it is still kept."""
        for (source, _), program in reversed(self._kept.items()):
            if program.co_filename == code.co_filename and _contains(program, code):
                return Origin(shown_name(code.co_filename), source)
        return None

    def line_of(self, filename: str, line: int) -> str:
        """Return a line, from 1, of what was last compiled under this name; "" where none is."""
        for source, name in (self._current, *reversed(self._kept)):
            if name == filename:
                lines = lines_of(source)
                return lines[line - 1] if 0 < line <= len(lines) else ""
        return ""

    def _check(self, source: str, filename: str) -> None:
        if type(source) is not str:
            raise TypeError("source must be str")
        size = len(source) if source.isascii() else len(source.encode("utf-8", "surrogatepass"))
        if size > self._limit:
            raise source_refused(
                f"the source has {size} bytes, the profile allows {self._limit}",
                "send it in parts, as modules",
                filename,
            )

    def _keep(self, source: str, filename: str, code: CodeType) -> None:
        self._kept[source, filename] = code
        self._text += len(source)
        while len(self._kept) > 1 and (len(self._kept) > _KEPT or self._text > _KEPT_TEXT):
            (old, name), _ = self._kept.popitem(last=False)
            self._text -= len(old)
            if name == "<evaluate>":
                self.expressions.pop(old, None)


def _contains(program: CodeType, code: CodeType) -> bool:
    waiting = [program]
    while waiting:
        each = waiting.pop()
        if each is code:
            return True
        waiting.extend(const for const in each.co_consts if isinstance(const, CodeType))
    return False


__all__ = ["CodeRefused", "Programs", "compile_guarded", "compile_plain"]
