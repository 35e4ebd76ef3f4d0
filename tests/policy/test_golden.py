"""Every mistake has its message: golden/NAME.yaml is wrong as golden/NAME.txt says, in full."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from guardedflame.errors import PolicyError
from guardedflame.policy.model import Policy

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.yaml")))
def test_message_is_exactly_the_golden_one(name: str, policy: Callable[[str], Policy]) -> None:
    """All problems of the file, sorted by line, word for word."""
    with pytest.raises(PolicyError) as refused:
        policy((GOLDEN / f"{name}.yaml").read_text(encoding="utf-8"))
    assert str(refused.value) + "\n" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    places = [(problem.line, problem.column) for problem in refused.value.problems]
    assert places == sorted(places)


def test_every_message_of_the_readers_is_in_a_golden_file() -> None:
    """A problem added to the code without a golden file fails here."""
    package = Path(__file__).parents[2] / "guardedflame" / "policy"
    said = "\n".join(path.read_text(encoding="utf-8") for path in GOLDEN.glob("*.txt"))
    missing = []
    for name in (
        "reader",
        "addresses",
        "allowances",
        "machine",
        "profiles",
        "read",
        "stores",
        "tree",
        "units",
    ):
        source = (package / f"{name}.py").read_text(encoding="utf-8")
        for text in re.findall(
            r'(?:problem\(\s*(?:[\w.\[\]"]+,\s*){1,2}'
            r"|(?:Unit|Address|Store)Error\(\s*|Problem\(1, 1, )"
            r'f?"([^"\n]+)"',
            source,
        ):
            fixed = max(re.split(r"\{[^}]*\}", text), key=len).strip()
            if fixed not in said:
                missing.append(f"{name}: {text}")
    assert not missing
