"""Every refusal that the source builds names its rule and what to do next."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import guardedflame

SOURCE = Path(guardedflame.__file__).parent
REFUSALS = {"CallRefused", "CodeRefused", "GuardRefused", "ImportRefused"}


def _without(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in REFUSALS:
            given = {each.arg for each in node.keywords}
            missing = sorted({"rule", "hint"} - given)
            if missing and None not in given:  # a mapping may bring them
                found.append(f"line {node.lineno}: {node.func.id} without {' and '.join(missing)}")
    return found


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE))
)
def test_a_refusal_names_its_rule_and_says_what_to_do(path: Path) -> None:
    """A person who is refused can always tell by what, and go on."""
    assert _without(path) == []
