"""The table of ABIs."""

from __future__ import annotations

from itertools import pairwise

import pytest

from guardedflame.errors import ConfinementError
from guardedflame.sandbox.kernel.landlock import ABIS, Files, abi_numbered


def test_numbers_are_consecutive_and_rights_only_grow() -> None:
    """A newer kernel never handles less."""
    assert [abi.number for abi in ABIS] == list(range(1, len(ABIS) + 1))
    for older, newer in pairwise(ABIS):
        assert older.files & newer.files == older.files
        assert older.net & newer.net == older.net
        assert older.scope & newer.scope == older.scope


def test_no_landlock_is_refused() -> None:
    """There is no best effort."""
    with pytest.raises(ConfinementError, match="Landlock is missing"):
        abi_numbered(0)


def test_kernel_of_the_future_is_used_as_the_newest_known() -> None:
    """What "everything" means does not change with the kernel."""
    assert abi_numbered(1000) is ABIS[-1]


def test_every_abi_handles_execution() -> None:
    """Programs are denied from the first ABI on."""
    assert all(abi.files & Files.EXECUTE for abi in ABIS)
