"""The tables of docs/facades.md, made of the catalogue.

Run as a program, it writes them into the file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from guardedflame.sandbox.guard import catalogue
from guardedflame.sandbox.guard.catalogue.entry import Entry

PAGE = Path(__file__).parents[1] / "docs" / "facades.md"
BEGIN, END = "<!-- made of the catalogue -->\n", "<!-- up to here -->\n"

#: Names shown of those that are left out for one reason.
_SHOWN = 5


def _described() -> Iterator[tuple[Entry, str]]:
    """Yield the entries of modules that are there, and what their files say of them."""
    for found in pkgutil.iter_modules(catalogue.__path__):
        module = importlib.import_module(f"{catalogue.__name__}.{found.name}")
        entry = getattr(module, "ENTRY", None)
        if isinstance(entry, Entry):
            first = (module.__doc__ or "").partition("\n")[0]
            name, _, said = first.partition(": ")
            assert name.partition(" ")[0] == entry.module, found.name
            yield entry, said.rstrip(".")


def _made_of(entry: Entry) -> str:
    adopted = entry.adopted
    if adopted is None:
        return "library"
    if adopted.whole:
        return "text"
    return "both" if adopted.library else "own"


def _left_out(entry: Entry) -> str:
    by_reason: dict[str, list[str]] = {}
    for name, reason in entry.left_out.items():
        by_reason.setdefault(reason, []).append(f"`{name}`")
    told = []
    for reason, names in by_reason.items():
        more = len(names) - _SHOWN
        shown = " ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
        told.append(f"{shown}: {reason}")
    if entry.rest:
        told.append(f"all else: {entry.rest}")
    return "; ".join(told)


def rendered() -> str:
    """Return the tables as Markdown."""
    lines = ["| module | made of | what is there | what is not |", "|---|---|---|---|"]
    lines += [
        f"| {entry.module} | {_made_of(entry)} | {said} | {_left_out(entry)} |"
        for entry, said in sorted(_described(), key=lambda each: each[0].module)
    ]
    lines += ["", "| not there | why | instead |", "|---|---|---|"]
    lines += [
        f"| {entry.module} | {entry.why} | {entry.instead} |"
        for entry in sorted(catalogue.CATALOGUE.values(), key=lambda each: each.module)
        if entry.why
    ]
    return "\n".join(lines) + "\n"


def written() -> str:
    """Return the tables that the page has."""
    return PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]


def main() -> None:
    """Write the tables into the page."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(before + BEGIN + rendered() + END + after, "utf-8")


if __name__ == "__main__":
    main()
