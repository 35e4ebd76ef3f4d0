"""Programs drawn from a grammar that is data: symbols, productions, weights.

Invariant: what is drawn is a text of the grammar. At the end of its depth or of its fuel a symbol
takes one of its shallowest productions, so every derivation ends.

A grammar is a file of sections. ``[E]`` begins the symbol ``E``; each line after it is one of its
productions, and one that starts with ``3x`` counts three times. ``$E`` stands for a text of the
symbol, ``;;`` for the end of a line; a text of several lines keeps the indentation of the line it
stands in. A section whose name begins with a small letter is a text as it stands. Hypothesis
shrinks towards the first production of each symbol.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from hypothesis import strategies as st

_HERE = Path(__file__).parent / "grammars"
_SECTION = re.compile(r"^\[(\w+)\]$", re.MULTILINE)
_SYMBOL = re.compile(r"\$([A-Z][A-Za-z0-9]*)")
_WEIGHT = re.compile(r"(\d+)x ")
_ENDLESS = float("inf")


class Production:
    """One right side: fixed texts, and the symbols between them with their indentation."""

    def __init__(self, line: str) -> None:
        pieces = _SYMBOL.split(line.replace(";;", "\n"))
        self.fixed: tuple[str, ...] = tuple(pieces[::2])
        self.symbols: tuple[str, ...] = tuple(pieces[1::2])
        before = ""
        indentations = []
        for fixed in self.fixed[:-1]:
            before += fixed
            last = before.rpartition("\n")[2]
            indentations.append(last[: len(last) - len(last.lstrip(" "))])
        self.indentations = tuple(indentations)


class Grammar:
    """Symbols and their productions.

    Args:
        name: of the file in ``grammars``.
        words: more productions, of one word each, by symbol.
    """

    def __init__(self, name: str, words: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.rules: dict[str, tuple[Production, ...]] = {}
        self.texts: dict[str, str] = {}
        sections = _SECTION.split((_HERE / name).read_text(encoding="utf-8"))[1:]
        for symbol, text in zip(sections[::2], sections[1::2], strict=True):
            if symbol[0].islower():
                self.texts[symbol] = text
            else:
                self.rules[symbol] = tuple(_productions(text))
        for symbol, more in (words or {}).items():
            self.rules[symbol] = (*self.rules.get(symbol, ()), *map(Production, more))
        self._depths = dict.fromkeys(self.rules, _ENDLESS)
        self._measure()
        plain = {name for name, all_ in self.rules.items() if not any(p.symbols for p in all_)}
        #: Per symbol, the productions that end soonest: those of words only, if it has such.
        self.shallow = {
            symbol: tuple(each for each in productions if plain.issuperset(each.symbols))
            or tuple(each for each in productions if self._depth(each) == self._depths[symbol])
            for symbol, productions in self.rules.items()
        }

    def _depth(self, production: Production) -> float:
        return 1 + max((self._depths[symbol] for symbol in production.symbols), default=0)

    def _measure(self) -> None:
        """Find how deep the shallowest text of each symbol is."""
        before: dict[str, float] = {}
        while before != self._depths:
            before = self._depths
            self._depths = {
                symbol: min(map(self._depth, productions))
                for symbol, productions in self.rules.items()
            }
        endless = [symbol for symbol, depth in self._depths.items() if depth == _ENDLESS]
        if endless:
            raise ValueError(f"no text of {endless} ends")


def _productions(text: str) -> list[Production]:
    found: list[Production] = []
    for line in text.split("\n"):
        if line:
            weight = _WEIGHT.match(line)
            body = line[weight.end() :] if weight else line
            found += [Production(body)] * (int(weight[1]) if weight else 1)
    return found


class _Derivation:
    """One text while it is drawn; ``fuel`` is how many symbols it may still expand freely."""

    def __init__(self, grammar: Grammar, draw: Callable[..., Production], fuel: int) -> None:
        self._grammar = grammar
        self._draw = draw
        self._fuel = fuel

    def of(self, symbol: str, depth: int) -> str:
        """Return a text of a symbol."""
        self._fuel -= 1
        free = depth > 0 and self._fuel > 0
        productions = (self._grammar.rules if free else self._grammar.shallow)[symbol]
        only = productions[0] if len(productions) == 1 else None
        production = only or self._draw(st.sampled_from(productions))
        text = production.fixed[0]
        for inner, indentation, fixed in zip(
            production.symbols, production.indentations, production.fixed[1:], strict=True
        ):
            piece = self.of(inner, depth - 1)
            text += piece.replace("\n", "\n" + indentation) + fixed
        return text


def texts(grammar: Grammar, symbol: str, depth: int, fuel: int = 60) -> st.SearchStrategy[str]:
    """Return the texts of a symbol.

    Args:
        grammar: what they are texts of.
        symbol: where they start.
        depth: how deep productions nest before the shallowest are taken.
        fuel: how many symbols are expanded before that.
    """

    @st.composite
    def text(draw: Callable[..., Production]) -> str:
        return _Derivation(grammar, draw, fuel).of(symbol, depth)

    return text()
