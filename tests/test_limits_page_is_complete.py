"""docs/limits.md: one row a limit, and the tests it names exist."""

from __future__ import annotations

import re
from pathlib import Path

from guardedflame.policy.allowances import LIMIT_NAMES

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1:-1] for line in PAGE.splitlines() if re.match(r"\| `|\| all", line)]


def test_each_word_of_a_policy_has_a_row() -> None:
    """A limit without a row, or a row without a limit, fails here."""
    rows = [row for row in ROWS if len(row) == 4]
    words = {word for row in rows for word in re.findall(r"`([a-z_]+)`", row[0])}
    assert words == set(LIMIT_NAMES)


def test_each_row_names_tests_that_exist() -> None:
    """Files, and the functions after two colons in the file named before."""
    for row in ROWS:
        if len(row) != 4:
            continue
        names = [each.strip() for each in row[3].split(",")]
        assert names, row
        path = ROOT
        for name in names:
            file, _, function = name.partition("::")
            path = ROOT / file if file else path
            assert path.is_file(), name
            assert not function or f"def {function}(" in path.read_text(encoding="utf-8"), name
