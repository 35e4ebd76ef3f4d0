"""The index of this directory names every technique, every published hole, and files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
INDEX = (HERE / "README.md").read_text()
SECURITY = (HERE.parents[1] / "SECURITY.md").read_text()

#: What has been published about products that run others' Python; JavaScript's have one line.
PUBLISHED = [
    "CVE-2023-37271",
    "GHSA-wqc8-x2pr-7jqh",
    "CVE-2023-41039",
    "GHSA-xjw2-6jm9-rf67",
    "CVE-2024-47532",
    "CVE-2025-22153",
    "GHSA-gmj9-h825-chq2",
    "CVE-2026-55830",
    "GHSA-ffg3-p8fm-mjx2",
    "CVE-2026-76825",
    "GHSA-hp3v-5vw7-fx9w",
    "CVE-2026-53710",
    "open-chat-studio#4238",
    "gworkspace-agent#106",
    "CVE-2026-27952",
    "CVE-2011-2765",
    "CVE-2026-31048",
    "CVE-2019-16328",
    "CVE-2024-27758",
    "#239",
    "CVE-2025-5120",
    "CVE-2025-9959",
    "CVE-2025-68668",
    "CVE-2026-0863",
    "CVE-2026-25115",
    "CVE-2026-27494",
    "CVE-2026-49444",
    "CVE-2026-32640",
    "CVE-2025-24359",
    "GHSA-vp47-9734-prjw",
    "CVE-2026-55244",
    "CVE-2026-34938",
    "CVE-2026-34955",
    "CVE-2026-39888",
    "CVE-2026-47392",
    "CVE-2026-2275",
    "CVE-2026-37008",
    "PR#4643",
    "CVE-2026-40217",
    "CVE-2026-54769",
    "CVE-2025-3248",
    "CVE-2026-33017",
    "CVE-2024-28185",
    "CVE-2024-28189",
    "CVE-2024-29021",
    "thinkingbox-data#22",
    "pydantic-ai#2332",
    "CVE-2019-10906",
]


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading."""
    body = INDEX.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in body.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def files(cell: str) -> list[str]:
    """Return the files that a cell links to."""
    return re.findall(r"\]\((test_\w+\.py)\)", cell)


def test_every_technique_has_one_row() -> None:
    """1 to 58, in order, each with a test but for the one that is a non-goal."""
    found = rows("Techniques")
    assert [int(row[0]) for row in found] == list(range(1, 59))
    assert [int(row[0]) for row in found if not files(row[2])] == [56]


@pytest.mark.parametrize("published", PUBLISHED)
def test_every_published_hole_has_a_row(published: str) -> None:
    """With tests, the first of which says in its own words that it is about it."""
    (row,) = [row for row in rows("Published holes") if published in row[0]]
    named = files(row[2])
    assert named
    assert any(published in (HERE / name).read_text() for name in named), published


def test_every_named_file_exists_and_has_tests() -> None:
    """In this directory."""
    for heading in ("Techniques", "Published holes"):
        for row in rows(heading):
            for name in files(row[2]):
                assert "def test_" in (HERE / name).read_text(), name


def test_every_file_of_a_technique_is_in_the_index() -> None:
    """No test of a row or of a published hole is left out, and each row's runs are what it does."""
    linked = {
        name
        for heading in ("Techniques", "Published holes")
        for row in rows(heading)
        for name in files(row[2])
    }
    for file in HERE.glob("test_*.py"):
        if re.match(r"test_(t\d\d|cve|restrictedpython)_", file.name):
            assert file.name in linked, file.name
    for row in rows("Techniques"):
        own = [name for name in files(row[2]) if name.startswith(f"test_t{int(row[0]):02}_")]
        runs_four = any('parametrize("wall", WALLS)' in (HERE / name).read_text() for name in own)
        assert runs_four == row[3].startswith("4"), row[0]


def test_every_test_that_security_md_names_exists() -> None:
    """A row without its test is a promise nobody keeps."""
    root = HERE.parents[1]
    for path, tests in re.findall(r"((?:tests|fuzz)/[\w/]+\.py)((?:, ?::\w+|::\w+)*)", SECURITY):
        text = (root / path).read_text()
        for name in re.findall(r"::(\w+)", tests):
            assert f"def {name}(" in text, f"{path}::{name}"
