"""Located nodes to typed values; every mistake becomes a problem and reading goes on.

Invariant: nothing is skipped in silence. A key is known, or it is a problem with a did-you-mean;
a value has its type, or it is a problem and the safest default stands in for it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal, TypeVar

from guardedflame.amounts import show_count, show_size, show_time
from guardedflame.errors import Problem
from guardedflame.policy.model import Rate
from guardedflame.policy.tree import Entries, Items, Node, Scalar, without_login
from guardedflame.policy.units import UnitError, read_period, read_size, read_time

_Word = TypeVar("_Word", bound=str)

AmountKind = Literal["time", "size", "count"]

_RATE_EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {"time": "10m/h", "size": "100 MiB/h", "count": "600/min"}
)

#: A profile's or client's name: safe in a log line, a rule and a file name.
NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", re.ASCII)

_COUNT: Final = re.compile(r"-?[0-9]{1,15}", re.ASCII)


class Reader:
    """Reads values of one file and collects what is wrong with it.

    Args:
        file: the file's name for rules; never its path.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def problem(self, node: Node, message: str, hint: str = "") -> None:
        """Note that ``node`` is wrong."""
        self.problems.append(Problem(node.line, node.column, message, hint))

    def rule(self, node: Node, where: str) -> str:
        """Return the rule text for ``node``: file name, line and the place in words."""
        return f"{self.file}:{node.line} {where}"

    def entries(self, node: Node | None, where: str) -> dict[str, tuple[Scalar, Node]]:
        """Return a mapping's entries; absent and empty are the same."""
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return {}
        if isinstance(node, Entries):
            return node.entries
        self.problem(node, f"{where} must be a mapping", "write key: value lines below it")
        return {}

    def keys(
        self, node: Node | None, where: str, known: Sequence[str], later: Sequence[str] = ()
    ) -> dict[str, tuple[Scalar, Node]]:
        """Return the entries whose keys are known; the others are problems."""
        found = {}
        for text, (key, value) in self.entries(node, where).items():
            if text in known:
                found[text] = (key, value)
            elif text in later:
                self.problem(
                    key,
                    f"{text} is not supported yet by this version, in {where}",
                    "remove it: it would not be enforced",
                )
            else:
                self.problem(
                    key, f"unknown key {shown(text)} in {where}", meant(text, known, later)
                )
        return found

    def items(self, node: Node, where: str) -> Iterator[Node]:
        """Yield a list's items; absent and empty are the same."""
        if isinstance(node, Scalar) and node.is_null:
            return
        if isinstance(node, Items):
            yield from node.items
        else:
            self.problem(node, f"{where} must be a list", "write [one, two]")

    def words(self, node: Node, where: str, check: Callable[[Scalar], bool]) -> dict[str, Scalar]:
        """Return a list of distinct words that ``check`` accepts; it notes its own problems."""
        found: dict[str, Scalar] = {}
        for item in self.items(node, where):
            word = self.text(item, f"an entry of {where}")
            if word is None or not check(word):
                continue
            if word.text in found:
                self.problem(word, f"{word.text} is here twice in {where}", "keep one")
            else:
                found[word.text] = word
        return found

    def text(self, node: Node, where: str) -> Scalar | None:
        """Return a word that is there, or None and a problem."""
        if not isinstance(node, Scalar):
            self.problem(node, f"{where} must be one word", "write it without brackets or colons")
            return None
        if node.is_null or not node.text:
            self.problem(node, f"{where} is empty", "write a value or remove the key")
            return None
        return node

    def choice(self, node: Node, where: str, words: Sequence[_Word], default: _Word) -> _Word:
        """Return one of ``words``."""
        found = self.text(node, where)
        if found is None:
            return default
        for word in words:
            if word == found.text:
                return word
        self.problem(found, f"{where} cannot be {shown(found.text)}", meant(found.text, words))
        return default

    def boolean(self, node: Node, where: str) -> bool:
        """Return true or false; nothing else stands for either."""
        found = self.text(node, where)
        if found is not None and found.text not in {"true", "false"}:
            self.problem(found, f"{where} cannot be {shown(found.text)}", "write true or false")
        return found is not None and found.text == "true"

    def amount(
        self,
        node: Node,
        where: str,
        kind: AmountKind,
        least: float,
        most: float,
    ) -> float | None:
        """Return seconds, bytes or a count between ``least`` and ``most``, or None."""
        found = self.text(node, where)
        if found is None:
            return None
        show: Callable[[float], str] = show_count
        try:
            if kind == "time":
                number, show = read_time(found.text), show_time
            elif kind == "size":
                number, show = float(read_size(found.text)), lambda size: show_size(int(size))
            elif _COUNT.fullmatch(found.text):
                number = float(found.text)
            else:
                self.problem(
                    found, f"{where} must be a whole number, not {shown(found.text)}", "write 16"
                )
                return None
        except UnitError as error:
            self.problem(found, f"{where}: {error}", error.hint)
            return None
        if least <= number <= most:
            return number
        side, bound = ("less", least) if number < least else ("more", most)
        self.problem(
            found,
            f"{where} is {show(number) if number > 0 else found.text}, {side} than {show(bound)}",
            f"write a value from {show(least)} to {show(most)}",
        )
        return None

    def rate(
        self, node: Node, where: str, kind: AmountKind, least: float, most: float
    ) -> Rate | None:
        """Return an amount per period (``600/min``), or None; the bounds are for the amount."""
        found = self.text(node, where)
        if found is None:
            return None
        amount, slash, period = found.text.partition("/")
        if not slash:
            self.problem(
                found,
                f"{where} must be a rate, not {shown(found.text)}",
                f"write an amount and its period: {_RATE_EXAMPLES[kind]}",
            )
            return None
        try:
            seconds = read_period(period.strip())
        except UnitError as error:
            self.problem(found, f"{where}: {error}", error.hint)
            return None
        part = found._replace(text=amount.strip())
        number = self.amount(part, where, kind, least, most)
        return None if number is None else Rate(number, seconds)

    def name(self, key: Scalar, what: str) -> bool:
        """Return whether ``key`` is fit to name a profile or client."""
        if NAME.fullmatch(key.text):
            return True
        self.problem(
            key,
            f"{shown(key.text)} cannot name a {what}",
            "use letters, digits, _ . and -, at most 64",
        )
        return False


def meant(word: str, known: Collection[str], later: Collection[str] = ()) -> str:
    """Return a did-you-mean, or the whole list where nothing is near."""
    near = difflib.get_close_matches(word[:80].lower(), [*known, *later], n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    return "known here: " + ", ".join(list(known)[:20])


def shown(text: str) -> str:
    """Return a word of the file fit for a message: quoted, bounded, without a password."""
    return ascii(without_login(text)[:60])
