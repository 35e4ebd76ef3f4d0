"""Text to a tree of located nodes, by PyYAML's parser alone: no constructor, no resolver.

Invariant: total. Whatever the text, the result is nodes and problems. No tag, anchor, alias or
duplicate key gets through, nesting is bounded, and every scalar stays text: what `no` or `1:30`
means is said by the key it stands at, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import yaml

from guardedflame import limits
from guardedflame.errors import Problem

#: User and password of an address, wherever one stands.
_LOGIN: Final = re.compile(r"//.*@", re.DOTALL)


class Scalar(NamedTuple):
    """One word or quoted text."""

    line: int
    column: int
    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether nothing was written."""
        return self.plain and self.text in {"", "~", "null"}


class Items(NamedTuple):
    """A list."""

    line: int
    column: int
    items: list[Node]


class Entries(NamedTuple):
    """A mapping; keys are unique."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]]


Node = Scalar | Items | Entries


class _Open(NamedTuple):
    """A list or mapping whose end has not been read."""

    node: Items | Entries
    keys: list[Scalar]


class _Stop(Exception):
    """Nothing after this can be read."""


def without_login(text: str) -> str:
    """Return ``text`` without user and password, should it hold an address that has them."""
    return _LOGIN.sub("//***@", text)


def read_tree(text: str, depth: int = limits.POLICY_DEPTH) -> tuple[Node | None, list[Problem]]:
    """Return the one document in ``text`` (None: there is none) and all that is wrong with it."""
    builder = _Builder(depth)
    try:
        for event in _events(text, builder):
            builder.take(event)
    except _Stop:
        pass
    return builder.root, builder.problems


def _events(text: str, builder: _Builder) -> Iterator[yaml.Event]:
    last: yaml.Event | None = None
    try:
        for last in yaml.parse(text, Loader=yaml.SafeLoader):
            yield last
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = " ".join(str(error.problem or error.context or "unreadable").split())
        builder.problem(line, column, f"this is not YAML: {said}", _yaml_hint(text, line, said))
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        builder.problem(
            line,
            column,
            f"the character U+{ord(text[error.position]):04X} may not stand in a policy",
            "remove it; it is invisible or a control character",
        )
    except (yaml.YAMLError, ValueError, OverflowError):
        # PyYAML lets chr() and int() of an escape or directive speak for themselves.
        line, column = 1, 1
        if last is not None and last.end_mark is not None:
            line, column = last.end_mark.line + 1, last.end_mark.column + 1
        builder.problem(
            line, column, "an escape or number after this place cannot be read", "write it plainly"
        )


def _yaml_hint(text: str, line: int, said: str) -> str:
    lines = text.split("\n")
    if "\\t" in said or (0 < line <= len(lines) and lines[line - 1].lstrip(" ").startswith("\t")):
        return "indent with spaces, not with tabs"
    return "check indentation, colons and closing brackets and quotes on this line and before it"


class _Builder:
    """Puts events together; keeps its own stack, so depth costs no recursion."""

    def __init__(self, depth: int) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._depth = depth
        self._stack: list[_Open] = []

    def problem(self, line: int, column: int, message: str, hint: str = "") -> None:
        """Note one thing wrong."""
        self.problems.append(Problem(line, column, message, hint))

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        assert event.start_mark is not None
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(event, line, column)
        elif isinstance(event, yaml.AliasEvent):
            self.problem(line, column, "aliases (*name) are not used in policies", "write it out")
            self._add(Scalar(line, column, "", True))
        elif isinstance(event, yaml.ScalarEvent):
            self._marks(event, line, column)
            self._add(Scalar(line, column, event.value, event.style is None))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._marks(event, line, column)
            self._open(Items(line, column, []))
        elif isinstance(event, yaml.MappingStartEvent):
            self._marks(event, line, column)
            self._open(Entries(line, column, {}))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._add(self._stack.pop().node)

    def _document(self, event: yaml.DocumentStartEvent, line: int, column: int) -> None:
        if event.version or event.tags:
            self.problem(line, column, "directives (%) are not used in policies", "remove them")
        if self.root is not None:
            self.problem(
                line,
                column,
                "a second document starts here",
                "a policy is one document; remove ---",
            )
            raise _Stop

    def _marks(self, event: yaml.NodeEvent, line: int, column: int) -> None:
        if event.anchor is not None:
            self.problem(line, column, "anchors (&name) are not used in policies", "remove it")
        if getattr(event, "tag", None) is not None:
            self.problem(
                line, column, "tags (!name) are not used in policies", "remove it; quote text"
            )

    def _open(self, node: Items | Entries) -> None:
        if len(self._stack) >= self._depth:
            self.problem(
                node.line,
                node.column,
                f"nested more than {self._depth} deep",
                "no rule of a policy needs that",
            )
            raise _Stop
        self._stack.append(_Open(node, []))

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        parent, keys = self._stack[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
        elif keys:
            self._entry(parent, keys.pop(), node)
        elif isinstance(node, Scalar):
            keys.append(node)
        else:
            self.problem(node.line, node.column, "a key must be a word", "write key: value")
            keys.append(Scalar(node.line, node.column, f"\0{node.line}:{node.column}", False))

    def _entry(self, parent: Entries, key: Scalar, node: Node) -> None:
        if key.text.startswith("\0"):
            return
        first = parent.entries.get(key.text)
        if first is not None:
            self.problem(
                key.line,
                key.column,
                f"the key {without_login(key.text)[:80]!a} is here twice",
                f"the first is on line {first[0].line}; keep one",
            )
            return
        parent.entries[key.text] = (key, node)
