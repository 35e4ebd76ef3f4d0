"""Profiles of the hypothesis suite: how hard each target tries; and one fixture.

Invariant: ``ci`` gives the same examples in every run, so that a red build is red again.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# No deadlines: two cores shared with real servers say nothing about one example's time.
settings.register_profile(
    "ci",
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "fuzz",
    max_examples=5_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# A plain `pytest` run means ci; --hypothesis-profile is read after this file and wins.
settings.load_profile("ci")


@pytest.fixture(scope="module")
def complaints_ignored() -> Iterator[None]:
    """Ignore what a program's own ``__del__`` and coroutines raise when they are collected."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "unraisablehook", lambda _: None)
        yield
        gc.collect()
