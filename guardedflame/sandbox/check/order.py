"""In which order modules that import each other can be sent.

Invariant: a module comes after those it imports as it is read; where that is not possible, the
import that closes the circle is named.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from guardedflame.sandbox.check.texts import Text

#: Names of a circle that are told; there can be thousands of circles of thousands.
_NAMED: Final = 10


def sending_order(
    sent: Mapping[str, Text | None], absolute: Callable[[ast.ImportFrom, str], str]
) -> list[str]:
    """Return the names in an order in which they can be sent; report circles in the texts.

    Args:
        sent: the modules by name; None for one whose text cannot be read.
        absolute: the full name of what a ``from`` means in the module of a name.
    """
    standing_for = _standing_for(sent)
    needs = {
        name: [] if text is None else list(_needs(name, text, standing_for, absolute))
        for name, text in sent.items()
    }
    order: list[str] = []
    done: set[str] = set()
    for start in sent:
        # Depth first, with a list for the way here instead of calls.
        way = [(start, iter(needs[start]))]
        on_the_way = {start}
        while way:
            name, rest = way[-1]
            step = next(rest, None)
            if step is None:
                way.pop()
                on_the_way.discard(name)
                if name not in done:
                    done.add(name)
                    order.append(name)
                continue
            other, node = step
            if other in on_the_way:
                _report(sent, [each for each, _ in way], other, node)
            elif other not in done:
                way.append((other, iter(needs[other])))
                on_the_way.add(other)
    return order


def _report(sent: Mapping[str, Text | None], way: list[str], other: str, node: ast.AST) -> None:
    text = sent[way[-1]]
    if text is not None:
        names = [*way[way.index(other) :], other]
        if len(names) > _NAMED:
            names[_NAMED // 2 : -_NAMED // 2] = ["..."]
        circle = " imports ".join(names)
        text.node(
            node,
            "import",
            ImportError(f"{circle}: whichever is sent first cannot find the next"),
            hint="import one of them inside the function that uses it",
        )


def _needs(
    name: str,
    text: Text,
    standing_for: Mapping[str, str],
    absolute: Callable[[ast.ImportFrom, str], str],
) -> Iterator[tuple[str, ast.AST]]:
    """Yield the modules that have to be there when this one is read, and the imports."""
    if text.bindings is None:
        return
    for node, around in text.bindings.imports:
        if around.idle or around.catches("ImportError") or around.scope.kind == "function":
            continue
        wanted: list[str] = []
        if isinstance(node, ast.Import):
            wanted = [alias.name for alias in node.names]
        else:
            try:
                base = absolute(node, name)
            except ImportError:
                continue  # reported where it stands
            # A submodule brings its packages along; only for other names their text is needed.
            inside = [f"{base}.{alias.name}" for alias in node.names]
            wanted = [each if each in standing_for else base for each in inside]
        for each in wanted:
            other = standing_for.get(each, name)
            if other != name:
                yield other, node


def _standing_for(sent: Mapping[str, Text | None]) -> dict[str, str]:
    """Return the module behind each name: itself; for a package without a text, one in it."""
    found: dict[str, str] = {}
    for name in sent:
        above = name.rpartition(".")[0]
        while above:
            found.setdefault(above, name)
            above = above.rpartition(".")[0]
    return {**found, **{name: name for name in sent}}
