"""What all attacks are run against, made once: servers, a process without walls, the bait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from escapes import Walls, walls_in


@pytest.fixture(scope="session")
def walls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walls]:
    """No wall, each wall alone, both."""
    with walls_in(tmp_path_factory.mktemp("walls")) as laid:
        yield laid
